import type SQLite from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { companyIdOf } from '../../../server/demo/demo-accounts.ts';
import { DEMO_PEOPLE, DEMO_PORTAL_ID, IMANI, JOEL, MARA, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL, TIDEWATER } from '../../../server/demo/demo-deals.ts';
import { dropTriggers, openRaw } from '../../support/raw-sqlite.ts';
import { asked, decided } from '../../support/sign-off-steps.ts';
import { OTHER_PORTAL_ID } from '../../support/two-portals.ts';
import { openWorld, type World } from '../../support/world.ts';

/** Shared by all portals or about none: which installation a browser began, and what SQLite keeps for itself. */
const OF_NO_PORTAL = ['oauth_states', '__drizzle_migrations'];
/** Counts the calls to HubSpot that the questions themselves make. */
const OWN_CALLS = /"calls":\{[^}]*\}/;

type Column = { readonly name: string; readonly type: string; readonly pk: number };
type Row = Record<string, unknown>;
type Table = { readonly name: string; readonly columns: readonly Column[]; readonly rows: readonly Row[] };

/** Every table that says whose its rows are, with the rows of the portal that is asked about. */
function tablesOf(file: SQLite.Database): Table[] {
  const names = file
    .prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'")
    .pluck()
    .all()
    .map(String)
    .filter((name) => !OF_NO_PORTAL.includes(name));
  return names.map((name) => {
    const columns = file.pragma(`table_info("${name}")`) as Column[];
    expect(
      columns.map((column) => column.name),
      `${name} does not say whose its rows are`,
    ).toContain('portal_id');
    const rows = file
      .prepare(`select * from "${name}" where portal_id = ? limit 50`)
      .all(DEMO_PORTAL_ID) as Row[];
    return { name, columns, rows };
  });
}

/** How a foreign value is made of one of ours: as it is, so that ids collide, or as something else of its kind. */
const Twist = fc.record({
  keeps: fc.boolean(),
  text: fc.stringMatching(/^[0-9a-f]{1,12}$/),
  number: fc.integer({ min: 0, max: 9_999 }),
});
type Twist = typeof Twist extends fc.Arbitrary<infer Value> ? Value : never;

function foreignRow(table: Table, pick: number, twists: readonly Twist[]): Row {
  const ours = table.rows[pick % Math.max(1, table.rows.length)] ?? {};
  return Object.fromEntries(
    table.columns.map(({ name, type }, index) => {
      if (name === 'portal_id') return [name, OTHER_PORTAL_ID];
      const { keeps, text, number } = twists[index % twists.length] ?? { keeps: true, text: 'a', number: 1 };
      if (keeps && name in ours) return [name, ours[name]];
      return [name, type.toLowerCase() === 'integer' ? number : text];
    }),
  );
}

function insert(file: SQLite.Database, { name }: Table, row: Row): boolean {
  const columns = Object.keys(row);
  const marks = columns.map(() => '?').join(', ');
  const quoted = columns.map((column) => `"${column}"`).join(', ');
  const { changes } = file
    .prepare(`insert or ignore into "${name}" (${quoted}) values (${marks})`)
    .run(...Object.values(row));
  return changes > 0;
}

/** Every address that answers a GET, with what stands for its parameters in the portal that is asked about. */
async function addressesOf(world: World, signOffId: string): Promise<string[]> {
  const document = (await (await world.app.request('/openapi.json')).json()) as {
    paths: Record<string, object>;
  };
  const parameters: Record<string, string> = {
    dealId: KESTREL.id,
    signOffId,
    tenantId: 't_001',
    companyId: companyIdOf(1),
    proposalId: '0'.repeat(32),
    sequence: '3',
  };
  return Object.entries(document.paths)
    .filter(([path, methods]) => 'get' in methods && path.startsWith('/api/v1/'))
    .map(([path]) =>
      path
        .replace('/api/v1', '')
        .replace('{version}', path.includes('price-books') ? '2026-11-01' : '1')
        .replace(/\{(\w+)\}/g, (_, name: string) => parameters[name] ?? `no-value-for-${name}`),
    );
}

test('P12: whatever rows another portal has, every answer here is the same to the byte', async () => {
  const world = await openWorld({ hasFacts: true });
  const request = await asked(world.card(TOM), KESTREL);
  await decided(world.console(MARA), (await asked(world.card(TOM), TIDEWATER)).id, 'approve');
  await world.deliver();
  const addresses = await addressesOf(world, request.id);
  const noor = DEMO_PEOPLE.find(({ roles }) => roles.includes('admin')) ?? MARA;
  const questions = [TOM, JOEL, noor, IMANI].flatMap((person) =>
    addresses.map((address) => ({ person, address })),
  );
  const answer = async ({ person, address }: (typeof questions)[number]) => {
    const { status, text } = await world.console(person).get(address);
    return `${status} ${text.replace(OWN_CALLS, '').replace(/"requestId":"[^"]*"/, '')}`;
  };
  // What is read for the first time is copied; from then on nothing of ours changes.
  for (const address of addresses) await answer({ person: noor, address });
  const before = new Map<string, string>();
  for (const question of questions) before.set(JSON.stringify(question), await answer(question));
  const told = [...before.values()];
  expect(addresses.join()).not.toContain('no-value-for');
  expect(told.filter((text) => text.startsWith('200')).length).toBeGreaterThan(addresses.length);

  const file = openRaw(world.file);
  file.pragma('synchronous = off');
  dropTriggers(file);
  const tables = tablesOf(file);
  expect(tables.filter(({ rows }) => rows.length > 0).length).toBeGreaterThan(20);
  let planted = 0;
  const Plan = fc.record({
    at: fc.nat(tables.length - 1),
    pick: fc.nat(),
    twists: fc.array(Twist, { minLength: 4, maxLength: 8 }),
  });
  // Foreign rows stay, so every question meets all that came before it, and the last round asks everything of all of
  // them: a row that leaks anywhere is seen, although only one run in twenty asks at once.
  await fc.assert(
    fc.asyncProperty(
      fc.array(Plan, { minLength: 2, maxLength: 2 }),
      fc.nat(20 * questions.length - 1),
      async (plans, asks) => {
        for (const { at, pick, twists } of plans) {
          const table = tables[at];
          if (table && insert(file, table, foreignRow(table, pick, twists))) planted += 1;
        }
        const question = questions[asks];
        if (question) expect(await answer(question)).toBe(before.get(JSON.stringify(question)));
      },
    ),
    { numRuns: 2_000, endOnFailure: true },
  );
  expect(planted).toBeGreaterThan(2_000);
  for (const question of questions) expect(await answer(question)).toBe(before.get(JSON.stringify(question)));
});
