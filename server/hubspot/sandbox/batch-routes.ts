import type {
  BatchResponseSimplePublicObjectWithErrors,
  StandardError,
} from '@hubspot/api-client/lib/codegen/crm/deals/index.js';
import { Hono } from 'hono';
import { z } from 'zod';
import { byApp } from './change-source.ts';
import { HubSpotRefusal, invalid } from './hubspot-refusal.ts';
import { createLinkedRecord, NewRecord, Properties } from './linked-record.ts';
import { archiveRecord, findRecord, patchRecord } from './records.ts';
import { objectTypeIn, readBody, type SandboxContext, type SandboxEnv } from './sandbox-context.ts';
import type { SandboxState } from './state.ts';
import { toWireRecord, type WireRecord } from './wire-record.ts';
import type { Wire } from './wire-type.ts';

const inputsOf = <Input extends z.ZodType>(input: Input) =>
  z.object({ inputs: z.array(input).min(1).max(100) });
const mostWithHistory = 50;
const Reference = z.object({ id: z.string() });
const BatchRead = inputsOf(Reference).extend({
  properties: z.array(z.string()).default([]),
  propertiesWithHistory: z.array(z.string()).default([]),
});
const BatchCreate = inputsOf(NewRecord);
const BatchUpdate = inputsOf(Reference.extend({ properties: Properties }));

export function batchRoutes(state: SandboxState): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>({ strict: false });

  routes.post('/:type/batch/read', async (c) => {
    const type = objectTypeIn(c, 'type', 'read');
    const { inputs, properties, propertiesWithHistory: history } = await readBody(c, BatchRead);
    if (history.length > 0 && inputs.length > mostWithHistory) {
      throw invalid(`A maximum of ${mostWithHistory} inputs is allowed when reading propertiesWithHistory`);
    }
    return runBatch(c, { state, status: 200, inputs }, ({ id }) => {
      const record = findRecord(c.get('portal'), type, id);
      return toWireRecord(c.get('portal'), record, { properties, history, associations: [] });
    });
  });

  routes.post('/:type/batch/create', async (c) => {
    const type = objectTypeIn(c, 'type', 'write');
    const { inputs } = await readBody(c, BatchCreate);
    return runBatch(c, { state, status: 201, inputs }, (input) => {
      const record = createLinkedRecord(state, c.get('portal'), { type, ...input });
      const properties = Object.keys(input.properties);
      return toWireRecord(c.get('portal'), record, { properties, associations: [] });
    });
  });

  routes.post('/:type/batch/update', async (c) => {
    const type = objectTypeIn(c, 'type', 'write');
    const { inputs } = await readBody(c, BatchUpdate);
    return runBatch(c, { state, status: 200, inputs }, (input) => {
      const record = findRecord(c.get('portal'), type, input.id);
      const source = byApp(c.get('portal').appId);
      patchRecord(c.get('portal'), record, {
        properties: input.properties,
        at: state.clock.now(),
        source,
      });
      const properties = Object.keys(input.properties);
      return toWireRecord(c.get('portal'), record, { properties, associations: [] });
    });
  });

  routes.post('/:type/batch/archive', async (c) => {
    const type = objectTypeIn(c, 'type', 'write');
    const { inputs } = await readBody(c, inputsOf(Reference));
    const records = inputs.map(({ id }) => findRecord(c.get('portal'), type, id));
    const change = { at: state.clock.now(), source: byApp(c.get('portal').appId) };
    for (const record of records) archiveRecord(c.get('portal'), record, change);
    return c.body(null, 204);
  });

  return routes;
}

/** Every item stands alone: one that is refused is listed in a 207 and the others take effect. */
function runBatch<Input>(
  c: SandboxContext,
  { state, status, inputs }: { state: SandboxState; status: 200 | 201; inputs: readonly Input[] },
  run: (input: Input) => WireRecord,
) {
  const results: WireRecord[] = [];
  const errors: Wire<StandardError>[] = [];
  for (const input of inputs) {
    try {
      results.push(run(input));
    } catch (error) {
      if (!(error instanceof HubSpotRefusal)) throw error;
      errors.push(toStandardError(error, idOf(input)));
    }
  }
  const at = state.clock.now().toISOString();
  const answer = {
    status: 'COMPLETE',
    results,
    startedAt: at,
    completedAt: at,
    ...(errors.length > 0 && { numErrors: errors.length, errors }),
  } satisfies Omit<Wire<BatchResponseSimplePublicObjectWithErrors>, 'status'> & { status: 'COMPLETE' };
  return c.json(answer, errors.length > 0 ? 207 : status);
}

function idOf(input: unknown): string[] {
  const reference = Reference.safeParse(input);
  return reference.success ? [reference.data.id] : [];
}

function toStandardError(refusal: HubSpotRefusal, ids: string[]): Wire<StandardError> {
  const { category, message } = refusal.body;
  return { status: 'error', category, message, context: { ids }, errors: [], links: {} };
}
