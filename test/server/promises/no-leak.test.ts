import type { Role } from '@dealfloor/price-book';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { companyIdOf } from '../../../server/demo/demo-accounts.ts';
import {
  DEMO_CLIENT_SECRET,
  DEMO_PEOPLE,
  DEMO_PORTAL_ID,
  DEMO_TOKEN,
  MARA,
  TOM,
} from '../../../server/demo/demo-company.ts';
import { KESTREL, TIDEWATER } from '../../../server/demo/demo-deals.ts';
import { dropTriggers, openFile } from '../../support/raw-sqlite.ts';
import { asked, decided, newKey } from '../../support/sign-off-steps.ts';
import { OTHER_PORTAL_ID, OTHER_TOKEN } from '../../support/two-portals.ts';
import { startWorld, type World } from '../../support/world.ts';

type Question = { readonly path: string; readonly address: string; readonly schema: z.ZodType | null };
type Row = Readonly<Record<string, unknown>>;
type Column = { readonly name: string; readonly type: string; readonly pk: bigint | number };
type Table = { readonly name: string; readonly columns: readonly Column[]; readonly rows: readonly Row[] };

const DECIDERS: readonly Role[] = ['finance', 'cfo'];

/** Who may read what is not open to everybody with a role. */
const ALLOWED: readonly [RegExp, readonly Role[]][] = [
  [/^\/(sign-offs|me\/away)/, DECIDERS],
  [/^\/(write-backs|proposals|audit|policy|people)/, [...DECIDERS, 'admin']],
  [/^\/bypasses/, [...DECIDERS, 'admin', 'manager']],
  [/^\/settings/, ['admin']],
];

/** What nobody is ever told, in whatever answer. */
const SECRETS = [DEMO_TOKEN, OTHER_TOKEN, DEMO_CLIENT_SECRET, '@dealfloor.example', OTHER_PORTAL_ID];

/** Columns of our own portal that no answer may carry. */
const HIDDEN = [
  `update people set email = :text where portal_id = '${DEMO_PORTAL_ID}' and user_id = :person`,
  `update hubspot_connections set refresh_token = :text where portal_id = '${DEMO_PORTAL_ID}'`,
  `insert into idempotency_keys select portal_id, :text, :text, status, :text, at
     from idempotency_keys where portal_id = '${DEMO_PORTAL_ID}' limit 1`,
];

/** Asked less often: they add up what every account used. */
const COSTLY = /^\/(accounts|companies|audit\/verify)/;

/** No text of the product holds this; a random rest makes each canary one of its own. */
const MARK = 'kanari';

let world: World;
let file: ReturnType<typeof openFile>;
let questions: Question[];
let tables: Table[];

beforeAll(async () => {
  world = await startWorld({ hasFacts: true });
  const request = await asked(world.card(TOM), KESTREL);
  const thread = `/deals/${KESTREL.id}/sign-offs/${request.id}/comments`;
  await world.card(TOM).post(thread, { idempotencyKey: newKey(), body: 'One word more.' });
  await decided(world.console(MARA), (await asked(world.card(TOM), TIDEWATER)).id, 'approve');
  await world.deliver();
  file = openFile(world.file);
  file.pragma('synchronous = off');
  dropTriggers(file);
  questions = questionsOf(request.id).flatMap((question) =>
    COSTLY.test(question.path) ? question : [question, question, question],
  );
  tables = tablesOf();
});
afterAll(async () => {
  file.close();
  await world.close();
});

/** Every route of the console that is read, at an address that exists, with what it promises to answer. */
function questionsOf(signOffId: string): Question[] {
  const saved = file.prepare("select max(sequence) from audit_entries where action = 'estimate-saved'");
  const known: Record<string, string> = {
    dealId: KESTREL.id,
    signOffId,
    tenantId: 't_001',
    companyId: companyIdOf(1),
    proposalId: '0'.repeat(32),
    sequence: String(saved.pluck().get()),
  };
  return world.app.openAPIRegistry.definitions.flatMap((definition) => {
    if (definition.type !== 'route' || definition.route.method !== 'get') return [];
    const { path, responses } = definition.route;
    if (!path.startsWith('/api/v1/')) return [];
    const promised = responses[200];
    const content = promised && 'content' in promised ? promised.content?.['application/json'] : null;
    const schema = content && 'schema' in content ? content.schema : null;
    const address = path
      .replace('/api/v1', '')
      .replace('/export', '/export?format=csv')
      .replace('{version}', path.includes('price-books') ? '2026-11-01' : '1')
      .replaceAll(/\{(\w+)\}/g, (_, name: string) => known[name] ?? 'no-value');
    return {
      path: path.replace('/api/v1', ''),
      address,
      schema: schema instanceof z.ZodType ? schema : null,
    };
  });
}

/** Every table that says whose its rows are, with some rows of the portal that is asked about. */
function tablesOf(): Table[] {
  const names = file.prepare(
    "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'",
  );
  return names
    .pluck()
    .all()
    .map((name) => ({ name: String(name), columns: file.pragma(`table_info("${name}")`) as Column[] }))
    .filter(({ columns }) => columns.some(({ name }) => name === 'portal_id'))
    .map((table) => {
      const some = file.prepare(`select * from "${table.name}" where portal_id = ? limit 20`);
      return { ...table, rows: some.all(DEMO_PORTAL_ID) as Row[] };
    })
    .filter(({ rows }) => rows.length > 0);
}

const Plan = fc.record({
  /** A hidden column of ours, or any table of another portal. */
  isOurs: fc.boolean(),
  at: fc.nat(),
  pick: fc.nat(),
  /** Whether the foreign row stands under the same ids as ours. */
  collides: fc.boolean(),
  text: fc.stringMatching(/^[0-9A-Za-z]{8,24}$/).map((text) => `${MARK}${text}`),
  person: fc.constantFrom(...DEMO_PEOPLE),
  question: fc.nat(),
});
type Plan = typeof Plan extends fc.Arbitrary<infer Value> ? Value : never;

function plant({ isOurs, at, pick, collides, text, person }: Plan): number {
  if (isOurs) {
    const statement = file.prepare(HIDDEN[at % HIDDEN.length] ?? '');
    return statement.run({ text, ...(at % HIDDEN.length === 0 ? { person: person.userId } : {}) }).changes;
  }
  const { name, columns, rows } = itemAt(tables, at);
  const ours = itemAt(rows, pick);
  const values = columns.map((column) => {
    if (column.name === 'portal_id') return OTHER_PORTAL_ID;
    const isText = column.type.toLowerCase() === 'text';
    const keeps = !isText || (collides && Number(column.pk) > 0);
    return keeps ? ours[column.name] : text;
  });
  const marks = columns.map(() => '?').join(', ');
  return file.prepare(`insert or ignore into "${name}" values (${marks})`).run(...values).changes;
}

function itemAt<Item>(items: readonly Item[], at: number): Item {
  const item = items[at % items.length];
  if (item === undefined) throw new Error('there is nothing to choose from');
  return item;
}

function isAllowed(path: string, roles: readonly Role[]): boolean {
  const allowed = ALLOWED.find(([pattern]) => pattern.test(path))?.[1];
  return !allowed || roles.some((role) => allowed.includes(role));
}

test('P13: every role reads what its routes promise and nothing besides, whatever is hidden beside it', async () => {
  let planted = 0;
  const answered = new Set<string>();
  await fc.assert(
    fc.asyncProperty(Plan, async (plan) => {
      planted += plant(plan);
      const { path, address, schema } = itemAt(questions, plan.question);
      const answer = await world.console(plan.person).get(address);
      const where = `${plan.person.name} ${path}`;
      if (isAllowed(path, plan.person.roles)) expect([200, 404], where).toContain(answer.status);
      else expect(answer.status, where).toBe(403);
      const told = `${JSON.stringify([...answer.headers])} ${answer.text}`;
      for (const secret of [MARK, ...SECRETS]) expect(told, where).not.toContain(secret);
      if (answer.status !== 200) return;
      answered.add(path);
      if (schema) expect(schema.parse(answer.body), where).toEqual(answer.body);
    }),
    { numRuns: 2_000, endOnFailure: true },
  );
  expect(planted).toBeGreaterThan(1_000);
  const never = new Set(questions.map(({ path }) => path).filter((path) => !answered.has(path)));
  expect([...never]).toEqual(['/proposals/{proposalId}']);
  expect(world.log.join('')).not.toContain(MARK);
}, 120_000);
