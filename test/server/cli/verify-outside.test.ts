import { copyFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSeal } from '../../../server/audit/seal.ts';
import { checkDatabase, type DatabaseCheck } from '../../../server/cli/check-database.ts';
import { readOutside } from '../../../server/cli/read-outside.ts';
import { readSqlite } from '../../../server/db/open-sqlite.ts';
import { DEMO_PORTAL_ID, MARA, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL } from '../../../server/demo/demo-deals.ts';
import { parseEnvironment } from '../../../server/env.ts';
import { namedKeys } from '../../../server/secrets/key-ring.ts';
import { TEST_KEYS } from '../../support/connect-world.ts';
import { dropTriggers, openRaw } from '../../support/raw-sqlite.ts';
import { asked, decided } from '../../support/sign-off-steps.ts';
import { startWorld, type World } from '../../support/world.ts';
import { createFolder, dealfloor } from './run-command.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  const request = await asked(world.card(TOM), KESTREL);
  expect((await decided(world.console(MARA), request.id, 'approve')).status).toBe(200);
  await world.deliver();
});
afterAll(() => world.close());

/** A copy of the data, in the hands of somebody who may write it. */
function copied() {
  const folder = createFolder();
  const from = dirname(world.file);
  openRaw(world.file).pragma('wal_checkpoint(TRUNCATE)');
  for (const name of ['dealfloor.sqlite', 'audit-anchors.jsonl'])
    copyFileSync(join(from, name), join(folder, name));
  const file = join(folder, 'dealfloor.sqlite');
  const sql = (text: string) => {
    const connection = openRaw(file);
    dropTriggers(connection);
    expect(connection.prepare(text).run().changes).toBeGreaterThan(0);
    connection.close();
  };
  const environment = { DEALFLOOR_DATA: folder, DEALFLOOR_AUDIT_KEYS: TEST_KEYS };
  return { folder, file, sql, environment };
}

type Copy = ReturnType<typeof copied>;

async function verify({ file, environment }: Copy, asksHubSpot = false): Promise<DatabaseCheck> {
  const opened = { ...readSqlite(file), file };
  const hubspot = asksHubSpot ? world.ports.hubspot : null;
  const outside = await readOutside(opened, parseEnvironment(environment), { file: undefined, hubspot });
  const seal = createSeal(namedKeys(TEST_KEYS));
  const check = await checkDatabase({ ...opened, seal }, outside, false);
  await opened.close();
  return check;
}

const CUT = `delete from audit_entries where portal_id = '${DEMO_PORTAL_ID}' and action = 'sign-off-approve'`;

describe('what lies outside the database', () => {
  test('holds an untouched one: anchors, heads in HubSpot, figures, decisions', async () => {
    const check = await verify(copied(), true);
    expect(check.findings).toEqual([]);
    expect(check.portals.find(({ portalId }) => portalId === DEMO_PORTAL_ID)).toMatchObject({
      chain: { ok: true, anchors: 1 },
      figures: { checked: 3, matching: 3 },
      decisions: { checked: 1, matching: 1 },
      estimates: { checked: 1, matching: 1 },
    });
  });

  test('a cut tail is found by the anchor, and the decision that lost its entry with it', async () => {
    const copy = copied();
    copy.sql(CUT);
    const { findings } = await verify(copy);
    expect(findings.map(({ sentence }) => sentence)).toEqual([
      expect.stringMatching(
        /^the anchor of 2026-11-19T10:14:00\.000Z saw it, but the chain ends at entry \d+\.$/,
      ),
      'the audit says nothing of 1 of them.',
    ]);
  });

  test('with the anchors gone as well, HubSpot still holds the head', async () => {
    const copy = copied();
    copy.sql(CUT);
    rmSync(join(copy.folder, 'audit-anchors.jsonl'));
    const { findings } = await verify(copy, true);
    expect(findings).toContainEqual({
      where: `portal ${DEMO_PORTAL_ID}, deal ${KESTREL.id}`,
      sentence: expect.stringMatching(/^HubSpot holds head [0-9a-f]{16}…, which is no entry of this chain/),
    });
  });

  test('anchors that are gone are missed, since every decision is anchored', async () => {
    const copy = copied();
    rmSync(join(copy.folder, 'audit-anchors.jsonl'));
    const { findings } = await verify(copy);
    expect(findings).toEqual([
      {
        where: `portal ${DEMO_PORTAL_ID}, anchors`,
        sentence: expect.stringMatching(
          /^there is no file of them, so nothing outside the database holds the decision/,
        ),
      },
    ]);
  });
});

describe('what the chain is about', () => {
  test.each([
    [
      'a changed decision',
      `update decisions set note = 'no'`,
      'the decision that it records is not what was recorded.',
    ],
    ['a decision that is gone', 'delete from decisions', 'the decision that it records is not there.'],
    [
      'an unreadable decision',
      `update decisions set conditions = '{'`,
      'the decision that it records is not what was recorded.',
    ],
  ])('%s is found at its entry', async (_name, statement, sentence) => {
    const copy = copied();
    copy.sql(statement);
    const { findings } = await verify(copy);
    expect(findings).toEqual([{ where: expect.stringMatching(/, audit entry \d+$/), sentence }]);
  });

  test('a decision that the audit says nothing of is found', async () => {
    const copy = copied();
    copy.sql(
      `insert into decisions (portal_id, id, sign_off_id, kind, decided_by, decided_at, note, seen_hash)
       select portal_id, 'forged', sign_off_id, kind, '9099', decided_at, note, seen_hash from decisions`,
    );
    const { findings } = await verify(copy);
    expect(findings).toEqual([
      { where: `portal ${DEMO_PORTAL_ID}, decisions`, sentence: 'the audit says nothing of 1 of them.' },
    ]);
  });

  test('a price that was changed under a decision is found at every entry that it moves', async () => {
    const copy = copied();
    copy.sql(`update price_books set body = replace(body, '"credit":"0.0008"', '"credit":"0.0007"')`);
    const { findings } = await verify(copy);
    const moved = findings.filter(({ where }) => where.includes('audit entry'));
    expect(moved.map(({ sentence }) => sentence)).toEqual(
      Array.from({ length: 3 }, () =>
        expect.stringMatching(/^it differs when computed again, in .*It was computed by code \d/),
      ),
    );
  });
});

test('the command takes anchors from another disk, says what held, and exits 1 on a finding', async () => {
  const copy = copied();
  const elsewhere = join(copy.folder, 'elsewhere.jsonl');
  copyFileSync(join(copy.folder, 'audit-anchors.jsonl'), elsewhere);
  rmSync(join(copy.folder, 'audit-anchors.jsonl'));
  const held = await dealfloor(['verify', '--anchors', elsewhere], copy);
  expect([held.exitCode, held.err]).toEqual([0, '']);
  expect(held.out).toContain('Held against 1 anchors outside');
  copy.sql(CUT);
  const cut = await dealfloor(['verify', '--anchors', elsewhere, '--json'], copy);
  expect(cut.exitCode).toBe(1);
  expect(JSON.parse(cut.out)).toMatchObject({ ok: false, anchorFile: elsewhere });
  const none = await dealfloor(['verify', '--anchors', 'nowhere.jsonl'], copy);
  expect([none.exitCode, none.err]).toEqual([
    2,
    'dealfloor: There is no file nowhere.jsonl that can be read.\n',
  ]);
});
