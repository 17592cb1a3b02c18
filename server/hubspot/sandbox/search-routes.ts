import type { CollectionResponseWithTotalSimplePublicObjectForwardPaging } from '@hubspot/api-client/lib/codegen/crm/deals/index.js';
import { Hono } from 'hono';
import { z } from 'zod';
import { propertiesAt } from './history.ts';
import { pageByCursor } from './page.ts';
import type { SandboxRecord } from './portal.ts';
import { listRecords } from './records.ts';
import { objectTypeIn, readBody, type SandboxEnv } from './sandbox-context.ts';
import type { SandboxState } from './state.ts';
import { toWireRecord } from './wire-record.ts';
import type { Wire } from './wire-type.ts';

const Filter = z.object({
  propertyName: z.string(),
  operator: z.enum([
    'EQ',
    'NEQ',
    'LT',
    'LTE',
    'GT',
    'GTE',
    'BETWEEN',
    'IN',
    'NOT_IN',
    'HAS_PROPERTY',
    'NOT_HAS_PROPERTY',
    'CONTAINS_TOKEN',
  ]),
  value: z.string().optional(),
  highValue: z.string().optional(),
  values: z.array(z.string()).optional(),
});
type Filter = z.infer<typeof Filter>;

const Sort = z.union([
  z.string().transform((name) => ({
    propertyName: name.replace(/^-/, ''),
    direction: name.startsWith('-') ? ('DESCENDING' as const) : ('ASCENDING' as const),
  })),
  z.object({ propertyName: z.string(), direction: z.enum(['ASCENDING', 'DESCENDING']).default('ASCENDING') }),
]);
type Sort = z.infer<typeof Sort>;

const Search = z.object({
  filterGroups: z
    .array(z.object({ filters: z.array(Filter).max(6) }))
    .max(5)
    .default([]),
  sorts: z.array(Sort).max(1).default([]),
  query: z.string().max(3000).optional(),
  properties: z.array(z.string()).default([]),
  limit: z.number().int().min(1).max(200).default(10),
  after: z.union([z.string(), z.number()]).transform(String).optional(),
});

export function searchRoutes(state: SandboxState): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>({ strict: false });
  routes.post('/:type/search', async (c) => {
    const type = objectTypeIn(c, 'type', 'read');
    const search = await readBody(c, Search);
    const portal = c.get('portal');
    const found = indexed(state, listRecords(portal, type, false))
      .filter((record) => search.query === undefined || mentions(record, search.query))
      .filter((record) => isInAnyGroup(record, search.filterGroups))
      .sort((one, other) => compareBy(search.sorts[0], one, other))
      .map((record, index) => ({ record, place: index + 1 }));
    const after = search.after === undefined || search.after === '' ? undefined : search.after;
    const page = pageByCursor({ items: found, limit: search.limit, after, cursorOf: (item) => item.place });
    return c.json({
      total: found.length,
      results: page.items.map(({ record }) =>
        toWireRecord(portal, record, { properties: search.properties, associations: [] }),
      ),
      ...(page.paging && { paging: page.paging }),
    } satisfies Wire<CollectionResponseWithTotalSimplePublicObjectForwardPaging>);
  });
  return routes;
}

/** Records as the search index holds them: a change of the last moments is not in it yet. */
function indexed(state: SandboxState, records: SandboxRecord[]): SandboxRecord[] {
  if (state.searchLagMs === 0) return records;
  const seen = new Date(state.clock.now().getTime() - state.searchLagMs);
  return records
    .filter(({ createdAt }) => createdAt <= seen)
    .map((record) => ({ ...record, properties: propertiesAt(record, seen) }));
}

function isInAnyGroup(record: SandboxRecord, groups: readonly { filters: Filter[] }[]): boolean {
  return (
    groups.length === 0 || groups.some((group) => group.filters.every((filter) => passes(record, filter)))
  );
}

function passes(record: SandboxRecord, filter: Filter): boolean {
  const actual = record.properties.get(filter.propertyName) ?? '';
  const value = filter.value ?? '';
  const isBelow = (limit: string) => compareText(actual, limit) < 0;
  switch (filter.operator) {
    case 'EQ':
      return actual === value;
    case 'NEQ':
      return actual !== value;
    case 'LT':
      return actual !== '' && isBelow(value);
    case 'LTE':
      return actual !== '' && compareText(actual, value) <= 0;
    case 'GT':
      return actual !== '' && compareText(actual, value) > 0;
    case 'GTE':
      return actual !== '' && !isBelow(value);
    case 'BETWEEN':
      return actual !== '' && !isBelow(value) && compareText(actual, filter.highValue ?? '') <= 0;
    case 'IN':
      return filter.values?.includes(actual) === true;
    case 'NOT_IN':
      return filter.values?.includes(actual) !== true;
    case 'HAS_PROPERTY':
      return actual !== '';
    case 'NOT_HAS_PROPERTY':
      return actual === '';
    case 'CONTAINS_TOKEN':
      return actual.toLowerCase().includes(value.replaceAll('*', '').toLowerCase());
  }
}

/** Numbers by size, moments by time (as ISO text or milliseconds), everything else as text. */
function compareText(one: string, other: string): number {
  const [left, right] = [measure(one), measure(other)];
  if (left !== null && right !== null) return left - right;
  return one < other ? -1 : Number(one > other);
}

function measure(text: string): number | null {
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (/^\d{4}-\d{2}-\d{2}/.test(text)) return Date.parse(text);
  return null;
}

function compareBy(sort: Sort | undefined, one: SandboxRecord, other: SandboxRecord): number {
  if (sort === undefined) return 0;
  const value = (record: SandboxRecord) => record.properties.get(sort.propertyName) ?? '';
  const order = compareText(value(one), value(other));
  return sort.direction === 'DESCENDING' ? -order : order;
}

function mentions(record: SandboxRecord, query: string): boolean {
  const wanted = query.toLowerCase();
  return [...record.properties.values()].some((value) => value.toLowerCase().includes(wanted));
}
