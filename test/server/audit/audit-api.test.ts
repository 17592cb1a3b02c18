import { AuditChain, AuditPage, AuditRecompute, AuditSnapshot } from '@dealfloor/price-book';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AuditAction } from '../../../server/audit/action-words.ts';
import { appendEntry } from '../../../server/audit/append-entry.ts';
import { transact } from '../../../server/db/database.ts';
import { DEMO_PORTAL_ID, IMANI, MARA, TED, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL } from '../../../server/demo/demo-deals.ts';
import { type Actor, systemActor } from '../../../server/people/actor.ts';
import { savePerson } from '../../../server/people/save-person.ts';
import { dropTriggers, openRaw } from '../../support/raw-sqlite.ts';
import { asked, decided, NOTE } from '../../support/sign-off-steps.ts';
import { openWorld, startWorld, type World } from '../../support/world.ts';

/** A world for the tests that only read, or add what they name themselves. */
let shared: Awaited<ReturnType<typeof decidedWorld>>;
beforeAll(async () => {
  shared = await decidedWorld(await startWorld());
});
afterAll(() => shared.world.close());

/** A world in which Kestrel was saved, asked for and approved. */
async function decidedWorld(started?: World) {
  const world = started ?? (await openWorld());
  const request = await asked(world.card(TOM), KESTREL);
  expect((await decided(world.console(MARA), request.id, 'approve')).status).toBe(200);
  const page = AuditPage.parse((await world.console(MARA).get('/audit')).body);
  const [decision] = page.entries;
  if (!decision) throw new Error('the audit is empty');
  return { world, page, decision };
}

async function say(
  world: World,
  actor: Partial<Actor>,
  action: AuditAction,
  record: Record<string, unknown> = {},
) {
  await transact(world.ports.database, (transaction) =>
    appendEntry(
      transaction,
      { portalId: DEMO_PORTAL_ID, userId: TOM.userId, name: TOM.name, roles: [], via: 'console', ...actor },
      { action, dealId: null, at: world.clock.now(), record },
    ),
  );
}

const list = async (world: World, query = '') => {
  const answer = await world.console(MARA).get(`/audit${query}`);
  expect(answer.status, answer.text).toBe(200);
  return AuditPage.parse(answer.body);
};

describe('the list', () => {
  test('says who did what on which deal, from what to what, under which terms and through which door', async () => {
    const { page } = shared;
    const told = page.entries
      .slice(0, 3)
      .map(({ who, what, deal, before, after, priceBook, policy, via }) => ({
        ...{ who: who.name, what, deal: deal?.name, before, after },
        ...{ priceBook, policy, via },
      }));
    const terms = { deal: 'Kestrel Monitoring', priceBook: '2026-11-01', policy: '2026-11-01' };
    expect(told).toEqual([
      {
        who: 'Mara Lindqvist',
        what: 'Approved',
        before: 'Waiting',
        after: 'Approved',
        via: 'console',
        ...terms,
      },
      {
        who: 'Tom Okafor',
        what: 'Asked for a sign-off',
        before: null,
        after: 'Waiting',
        via: 'card',
        ...terms,
      },
      {
        ...{
          who: 'Tom Okafor',
          what: 'Saved version 1',
          before: null,
          after: '49.2% margin, Sign-off',
          via: 'card',
        },
        ...terms,
      },
    ]);
  });

  test('a delegate’s deed names both', async () => {
    const { world } = await decidedWorld();
    await say(world, { name: 'Joel Brandão' }, 'sign-off-reject', {
      decision: { id: 'x', onBehalfOf: MARA.userId },
    });
    const [row] = (await list(world)).entries;
    expect([row?.who.name, row?.onBehalfOf?.name]).toEqual(['Joel Brandão', 'Mara Lindqvist']);
  });

  test('pages go on where the last one ended, until there is nothing more', async () => {
    const { world } = await decidedWorld();
    for (let entry = 0; entry < 120; entry += 1) await say(world, {}, 'day-booked', { entry });
    const seen: number[] = [];
    let next: number | null = null;
    do {
      const page: AuditPage = await list(world, next === null ? '' : `?before=${next}`);
      expect(page.entries.length).toBeLessThanOrEqual(50);
      seen.push(...page.entries.map(({ sequence }) => sequence));
      next = page.next;
    } while (next !== null);
    expect(seen).toEqual(Array.from({ length: seen.length }, (_, at) => seen.length - at));
    expect(seen.length).toBeGreaterThan(140);
  });

  test('each filter keeps what it names, and two of them keep what both name', async () => {
    const { world } = await decidedWorld();
    world.clock.advance(2 * 24 * 3_600_000);
    await say(world, { userId: MARA.userId, name: MARA.name, via: 'cli' }, 'price-book-imported');
    const all = (await list(world)).entries;
    const today = world.clock.now().toISOString().slice(0, 10);
    const before = '2026-11-19';
    const cases: [string, (row: AuditPage['entries'][number]) => boolean][] = [
      [`?from=${today}`, ({ at }) => at >= today],
      [`?to=${before}`, ({ at }) => at.slice(0, 10) <= before],
      [`?person=${MARA.userId}`, ({ who }) => who.userId === MARA.userId],
      ['?action=estimate-saved', ({ action }) => action === 'estimate-saved'],
      [`?deal=${KESTREL.id}`, ({ deal }) => deal?.dealId === KESTREL.id],
      ['?via=card', ({ via }) => via === 'card'],
      [`?via=cli&person=${MARA.userId}`, ({ via, who }) => via === 'cli' && who.userId === MARA.userId],
    ];
    for (const [query, keeps] of cases) {
      const { entries } = await list(world, query);
      expect(entries.length, query).toBeGreaterThan(0);
      expect(entries, query).toEqual(all.filter(keeps));
      expect(entries.length, query).toBeLessThan(all.length);
    }
    expect((await list(world, '?deal=999')).entries).toEqual([]);
  });

  test.each([
    '?from=yesterday',
    '?to=2026-02-30',
    '?before=0',
    '?before=1e3',
    '?deal=x',
    '?person=',
    '?via=a%20b',
  ])('%s is refused by the name of the field', async (query) => {
    const world = await openWorld();
    const answer = await world.console(MARA).get(`/audit${query}`);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ issues: [{ path: query.slice(1).split('=')[0] }] });
  });
});

describe('one entry', () => {
  test('shows what was frozen, and the seal that holds it', async () => {
    const { world, decision } = shared;
    const answer = await world.console(MARA).get(`/audit/${decision.sequence}`);
    const snapshot = AuditSnapshot.parse(answer.body);
    expect(snapshot.entry).toEqual(decision);
    expect(snapshot.note).toBe(NOTE);
    expect(snapshot.figures?.sizing).toEqual(KESTREL.sizing);
    expect(snapshot.figures?.estimate.verdict.headline).toBe('49.2% margin');
    expect(snapshot.record).toMatchObject({
      decision: { decidedBy: MARA.userId },
      actorName: 'Mara Lindqvist',
    });
    expect(snapshot.keyId).toBe('test');
  });

  test('its figures are computed again: they match, and after somebody edited the record they differ', async () => {
    const { world, decision } = await decidedWorld();
    const again = async (sequence = decision.sequence) =>
      AuditRecompute.parse((await world.console(MARA).get(`/audit/${sequence}/recompute`)).body);
    expect(await again()).toMatchObject({ result: 'matches', sentence: 'Matches', differenceUsd: null });
    const file = openRaw(world.file);
    dropTriggers(file);
    const cost = file
      .prepare(
        `select json_extract(record, '$.figures.output.term.costUsd') from audit_entries where sequence = ?`,
      )
      .pluck()
      .get(decision.sequence);
    const edit = (usd: string) =>
      file
        .prepare(
          `update audit_entries set record = json_set(record, '$.figures.output.term.costUsd', ?) where sequence = ?`,
        )
        .run(usd, decision.sequence);
    edit(String(Number(cost) + 0.01));
    expect(await again()).toMatchObject({
      result: 'differs',
      sentence: expect.stringMatching(/^Differs by \$0\.0\d+: tell engineering$/),
    });
    edit('1');
    expect(await again()).toMatchObject({
      sentence: expect.stringMatching(/^Differs by \$14,\d{3}\.\d\d: tell engineering$/),
    });
    file.exec(`update price_books set hash = 'gone'`);
    expect(await again()).toMatchObject({
      result: 'impossible',
      sentence: expect.stringContaining('is not on the shelf: tell engineering'),
    });
  });

  test('an entry without figures says that there is nothing to compute, and one that is not there is not there', async () => {
    const { world } = shared;
    expect((await world.console(MARA).get('/audit/1/recompute')).status).toBe(422);
    for (const path of ['/audit/99999', '/audit/99999/recompute']) {
      expect((await world.console(MARA).get(path)).status).toBe(404);
    }
    expect((await world.console(MARA).get('/audit/01')).status).toBe(422);
  });
});

describe('the chain', () => {
  test('is walked, held against its anchors, and says when', async () => {
    const { world, decision } = await decidedWorld();
    const chain = AuditChain.parse((await world.console(MARA).get('/audit/verify')).body);
    expect(chain).toMatchObject({
      ok: true,
      entries: decision.sequence,
      anchors: 1,
      unsealed: 0,
      fault: null,
    });
    expect(chain.checkedAt).toBe(world.clock.now().toISOString());
  });

  test('names the entry where it breaks', async () => {
    const { world } = await decidedWorld();
    const file = openRaw(world.file);
    dropTriggers(file);
    file
      .prepare(`update audit_entries set via = 'cli' where portal_id = ? and sequence = 5`)
      .run(DEMO_PORTAL_ID);
    const chain = AuditChain.parse((await world.console(MARA).get('/audit/verify')).body);
    expect(chain).toMatchObject({ ok: false, sequence: 5, fault: 'its content was changed', head: null });
  });
});

describe('the files', () => {
  test('JSONL holds every entry whole, the oldest first', async () => {
    const { world, decision } = shared;
    for (let entry = 0; entry < 60; entry += 1) await say(world, {}, 'day-booked');
    const { text } = await world.console(MARA).get('/audit/export?format=jsonl');
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: lines.length }, (_, at) => at + 1),
    );
    expect(lines.length).toBeGreaterThanOrEqual(decision.sequence + 60);
    expect(Object.keys(lines[0]).sort()).toEqual(
      [
        'action',
        'actor',
        'at',
        'dealId',
        'hash',
        'keyId',
        'portalId',
        'previousHash',
        'record',
        'sequence',
        'via',
      ].sort(),
    );
  });

  test.each([
    '=HYPERLINK("http://evil.test")',
    '+1',
    '-1+cmd|x',
    '@SUM(A1)',
    '\t=1',
    '  =1',
    '|x',
    '%0',
    '＝1',
    'a\r\n=1,"b"',
  ])('the name %j is no formula in CSV, and breaks no line', async (name) => {
    const { world } = shared;
    await say(world, { name }, 'notices-tested');
    const { text } = await world.console(MARA).get('/audit/export?format=csv&action=notices-tested');
    const [head = [], ...rows] = parse(text, { bom: true }) as string[][];
    const row = rows.at(-1) ?? [];
    expect(row).toHaveLength(head.length);
    const cell = row[head.indexOf('Who')] ?? '';
    expect(cell).toBe(/^\s*[=+\-@|%＝]/u.test(name) ? `'${name}` : name);
  });

  test('a filter holds for a file too', async () => {
    const { world } = shared;
    const { text } = await world.console(MARA).get(`/audit/export?format=csv&deal=${KESTREL.id}`);
    const [, ...rows] = parse(text, { bom: true }) as string[][];
    expect(rows.map((row) => row[4])).toEqual(['Saved version 1', 'Asked for a sign-off', 'Approved']);
  });
});

const ADMIN = {
  userId: '9900',
  name: 'Ada Admin',
  email: 'ada@demo.example',
  ownerId: null,
  roles: ['admin' as const],
};
const PATHS = ['/audit', '/audit/verify', '/audit/1', '/audit/1/recompute', '/audit/export?format=csv'];

test('finance, the CFO and admins read the audit; nobody else does, and nobody sees another portal’s', async () => {
  const { world } = shared;
  await savePerson(world.ports, systemActor(DEMO_PORTAL_ID), ADMIN);
  for (const path of PATHS) {
    for (const person of [TOM, IMANI]) {
      expect((await world.console(person).get(path)).status, `${person.name} ${path}`).toBe(403);
    }
    for (const person of [TED, ADMIN]) {
      expect([200, 422], path).toContain((await world.console(person).get(path)).status);
    }
  }
  const { text } = await world.console(MARA).get('/audit/export?format=jsonl');
  const portals = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).portalId);
  expect(new Set(portals)).toEqual(new Set([DEMO_PORTAL_ID]));
});

test('reading changes nothing, not even a recompute', async () => {
  const { world, decision } = shared;
  const before = await list(world);
  for (const path of PATHS) await world.console(MARA).get(path);
  await world.console(MARA).get(`/audit/${decision.sequence}/recompute`);
  expect(await list(world)).toEqual(before);
});
