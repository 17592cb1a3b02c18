import type {
  BatchResponsePublicAssociationMultiWithLabel,
  CollectionResponseMultiAssociatedObjectWithLabelForwardPaging,
  LabelsBetweenObjectPair,
} from '@hubspot/api-client/lib/codegen/crm/associations/v4/index.js';
import { Hono } from 'hono';
import { z } from 'zod';
import { associationTypeOf, defaultAssociationType } from './association-types.ts';
import { byApp } from './change-source.ts';
import { invalid } from './hubspot-refusal.ts';
import { checkAssociationType, type LinkChange, link, linksFrom, unlinkAll } from './links.ts';
import { type ObjectType, objectTypes } from './object-types.ts';
import { pageByCursor } from './page.ts';
import type { Portal, SandboxRecord } from './portal.ts';
import { findRecord } from './records.ts';
import {
  objectTypeIn,
  queryLimit,
  readBody,
  type SandboxContext,
  type SandboxEnv,
} from './sandbox-context.ts';
import type { SandboxState } from './state.ts';
import type { Wire } from './wire-type.ts';

const AssociationTypes = z
  .array(z.object({ associationCategory: z.literal('HUBSPOT_DEFINED'), associationTypeId: z.number().int() }))
  .min(1);

export function associationRoutes(state: SandboxState): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>({ strict: false });

  routes.get('/:type/:id/associations/:toType', (c) => c.json(listAnswer(c)));

  routes.put('/:type/:id/associations/default/:toType/:toId', (c) => {
    const ends = endsIn(c);
    const type = defaultAssociationType(ends.fromType, ends.toType);
    if (!type) throw invalid(`No default association from ${ends.fromType} to ${ends.toType}`);
    link(c.get('portal'), ends, type, changeBy(state, c));
    const at = state.clock.now().toISOString();
    const spec = { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: type.typeId };
    const result = { from: { id: ends.fromId }, to: { id: ends.toId }, associationSpec: spec };
    return c.json({ status: 'COMPLETE', results: [result], startedAt: at, completedAt: at });
  });

  routes.put('/:type/:id/associations/:toType/:toId', async (c) => {
    const ends = endsIn(c);
    const wanted = await readBody(c, AssociationTypes);
    const types = wanted.map((one) =>
      checkAssociationType(ends.fromType, ends.toType, one.associationTypeId),
    );
    for (const type of types) link(c.get('portal'), ends, type, changeBy(state, c));
    return c.json(
      {
        fromObjectTypeId: objectTypes[ends.fromType].typeId,
        fromObjectId: ends.fromId,
        toObjectTypeId: objectTypes[ends.toType].typeId,
        toObjectId: ends.toId,
        labels: types.flatMap((type) => type.label ?? []),
      } satisfies Wire<LabelsBetweenObjectPair>,
      201,
    );
  });

  routes.delete('/:type/:id/associations/:toType/:toId', (c) => {
    unlinkAll(c.get('portal'), endsIn(c), changeBy(state, c));
    return c.body(null, 204);
  });

  return routes;
}

/** Many records' associations at once; a record that has none, or is gone, is left out of the results. */
export function associationBatchRoutes(state: SandboxState): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>({ strict: false });
  const Inputs = z.object({
    inputs: z
      .array(z.object({ id: z.string() }))
      .min(1)
      .max(1_000),
  });
  routes.post('/:type/:toType/batch/read', async (c) => {
    const portal = c.get('portal');
    const fromType = objectTypeIn(c, 'type', 'read');
    const toType = objectTypeIn(c, 'toType', 'read');
    const { inputs } = await readBody(c, Inputs);
    const results = inputs.flatMap(({ id }) => {
      const to = associatedWith(portal, { type: fromType, id }, toType);
      return to.length === 0 ? [] : [{ from: { id }, to }];
    });
    const at = state.clock.now().toISOString();
    return c.json({ status: 'COMPLETE', results, startedAt: at, completedAt: at } satisfies WireBatch);
  });
  return routes;
}

function changeBy(state: SandboxState, c: SandboxContext): LinkChange {
  return { at: state.clock.now(), source: byApp(c.get('portal').appId) };
}

function listAnswer(c: SandboxContext) {
  const fromType = objectTypeIn(c, 'type', 'read');
  const toType = objectTypeIn(c, 'toType', 'read');
  const record = findRecord(c.get('portal'), fromType, c.req.param('id') ?? '');
  const page = pageByCursor({
    items: associatedWith(c.get('portal'), record, toType),
    limit: queryLimit(c, 500, 500),
    after: c.req.query('after'),
    cursorOf: (association) => Number(association.toObjectId),
  });
  return { results: page.items, ...(page.paging && { paging: page.paging }) };
}

/** One entry a record, with every type that ties the two. */
function associatedWith(portal: Portal, record: Pick<SandboxRecord, 'type' | 'id'>, toType: ObjectType) {
  const links = linksFrom(portal, record, toType);
  const ids = [...new Set(links.map((candidate) => candidate.toId))].sort((a, b) => Number(a) - Number(b));
  return ids.map((toObjectId) => ({
    toObjectId,
    associationTypes: links
      .filter((candidate) => candidate.toId === toObjectId)
      .map(({ typeId }) => {
        const label = associationTypeOf(record.type, toType, typeId)?.label;
        return { category: 'HUBSPOT_DEFINED' as const, typeId, ...(label !== undefined && { label }) };
      }),
  })) satisfies WireAssociations;
}

/** The client renames `from`, which is a word of JavaScript's. */
type WireBatch = Omit<Wire<BatchResponsePublicAssociationMultiWithLabel>, 'status' | 'results'> & {
  status: 'COMPLETE';
  results: { from: { id: string }; to: WireAssociations }[];
};

/** The client writes the category as an enum of its own, which its wire text satisfies. */
type WireAssociation = Wire<CollectionResponseMultiAssociatedObjectWithLabelForwardPaging>['results'][number];
type WireAssociations = (Omit<WireAssociation, 'associationTypes'> & {
  associationTypes: (Omit<WireAssociation['associationTypes'][number], 'category'> & {
    category: `${WireAssociation['associationTypes'][number]['category']}`;
  })[];
})[];

function endsIn(c: SandboxContext) {
  return {
    fromType: objectTypeIn(c, 'type', 'write'),
    fromId: c.req.param('id') ?? '',
    toType: objectTypeIn(c, 'toType', 'write'),
    toId: c.req.param('toId') ?? '',
  };
}
