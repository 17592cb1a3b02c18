import type { CollectionResponseSimplePublicObjectWithAssociationsForwardPaging } from '@hubspot/api-client/lib/codegen/crm/deals/index.js';
import { Hono } from 'hono';
import { z } from 'zod';
import { byApp } from './change-source.ts';
import { createLinkedRecord, NewRecord, Properties } from './linked-record.ts';
import { type ObjectType, objectTypeOf } from './object-types.ts';
import { pageByCursor } from './page.ts';
import { archiveRecord, findArchivedRecord, findRecord, listRecords, patchRecord } from './records.ts';
import {
  objectTypeIn,
  queryLimit,
  queryList,
  readBody,
  type SandboxContext,
  type SandboxEnv,
} from './sandbox-context.ts';
import type { SandboxState } from './state.ts';
import { toWireRecord } from './wire-record.ts';
import type { Wire } from './wire-type.ts';

export function objectRoutes(state: SandboxState): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>({ strict: false });

  routes.get('/:type', (c) => c.json(listAnswer(c, objectTypeIn(c, 'type', 'read'))));

  routes.get('/:type/:id', (c) => {
    const type = objectTypeIn(c, 'type', 'read');
    const find = c.req.query('archived') === 'true' ? findArchivedRecord : findRecord;
    const record = find(c.get('portal'), type, c.req.param('id'));
    return c.json(toWireRecord(c.get('portal'), record, wanted(c)));
  });

  routes.post('/:type', async (c) => {
    const type = objectTypeIn(c, 'type', 'write');
    const body = await readBody(c, NewRecord);
    const record = createLinkedRecord(state, c.get('portal'), { type, ...body });
    const properties = Object.keys(body.properties);
    return c.json(toWireRecord(c.get('portal'), record, { properties, associations: [] }), 201);
  });

  routes.patch('/:type/:id', async (c) => {
    const type = objectTypeIn(c, 'type', 'write');
    const { properties } = await readBody(c, z.object({ properties: Properties }));
    const record = findRecord(c.get('portal'), type, c.req.param('id'));
    const portal = c.get('portal');
    patchRecord(portal, record, { properties, at: state.clock.now(), source: byApp(portal.appId) });
    return c.json(
      toWireRecord(c.get('portal'), record, { properties: Object.keys(properties), associations: [] }),
    );
  });

  routes.delete('/:type/:id', (c) => {
    const type = objectTypeIn(c, 'type', 'write');
    const portal = c.get('portal');
    const source = byApp(portal.appId);
    archiveRecord(portal, findRecord(portal, type, c.req.param('id')), { at: state.clock.now(), source });
    return c.body(null, 204);
  });

  return routes;
}

function listAnswer(c: SandboxContext, type: ObjectType) {
  const portal = c.get('portal');
  const page = pageByCursor({
    items: listRecords(portal, type, c.req.query('archived') === 'true'),
    limit: queryLimit(c, 100, 10),
    after: c.req.query('after'),
    cursorOf: (record) => Number(record.id),
  });
  return {
    results: page.items.map((record) => toWireRecord(portal, record, wanted(c))),
    ...(page.paging && { paging: page.paging }),
  } satisfies Wire<CollectionResponseSimplePublicObjectWithAssociationsForwardPaging>;
}

function wanted(c: SandboxContext) {
  return {
    properties: queryList(c, 'properties'),
    history: queryList(c, 'propertiesWithHistory'),
    associations: queryList(c, 'associations')
      .map(objectTypeOf)
      .filter((type) => type !== null),
  };
}
