import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { dropTriggers, openRaw } from '../../support/raw-sqlite.ts';
import { demoData } from './demo-data.ts';
import { createFolder, dealfloor } from './run-command.ts';

const PORTAL = '24681357';

/** What `verify` finds after somebody with the file in their hands ran a statement on it. */
async function verifyAfter(statement: string) {
  const { folder, file, environment } = await demoData();
  const connection = openRaw(file);
  dropTriggers(connection);
  expect(connection.prepare(statement).run().changes).toBeGreaterThan(0);
  connection.close();
  const { exitCode, out, err } = await dealfloor(['verify', '--demo', '--json'], { folder, environment });
  expect(err).toBe('');
  const check: { ok: boolean; findings: { where: string; sentence: string }[] } = JSON.parse(out);
  expect(check.ok).toBe(exitCode === 0);
  return { exitCode, findings: check.findings };
}

describe('dealfloor verify', () => {
  test('what nobody touched matches, and exits 0', async () => {
    const { folder, environment } = await demoData();
    const { exitCode, out, err } = await dealfloor(['verify', '--demo'], { folder, environment });
    expect([exitCode, err]).toEqual([0, '']);
    expect(out).toMatch(/✔ Chain intact, \d+ entries, head [0-9a-f]{64}/);
    const [, matching, checked] = /✔ Matches: (\d+) of (\d+) saved estimates computed again/.exec(out) ?? [];
    expect(Number(checked)).toBeGreaterThanOrEqual(10);
    expect(matching).toBe(checked);
  });

  test('one changed byte of a saved estimate is found', async () => {
    const { exitCode, findings } = await verifyAfter(
      `update estimates set estimate = replace(estimate, '"percent":"49.2"', '"percent":"69.2"')
       where deal_id = '1004' and version = 2`,
    );
    expect(exitCode).toBe(1);
    expect(findings).toEqual([
      {
        where: `portal ${PORTAL}, deal 1004, version 2`,
        sentence: expect.stringContaining('not what was saved'),
      },
    ]);
  });

  test('one changed byte of an audit entry is found', async () => {
    const { exitCode, findings } = await verifyAfter(
      `update audit_entries set actor = '9002' where sequence = 9`,
    );
    expect(exitCode).toBe(1);
    expect(findings).toEqual([
      { where: `portal ${PORTAL}, audit entry 9`, sentence: 'its content was changed.' },
    ]);
  });

  test('a missing audit entry is found', async () => {
    const { findings } = await verifyAfter(`delete from audit_entries where sequence = 5`);
    expect(findings).toContainEqual({
      where: `portal ${PORTAL}, audit entry 6`,
      sentence: 'entry 5 is missing.',
    });
  });

  test('a deleted estimate is found, though the chain holds', async () => {
    const { exitCode, findings } = await verifyAfter(`delete from estimates where deal_id = '1002'`);
    expect(exitCode).toBe(1);
    expect(findings).toEqual([
      {
        where: `portal ${PORTAL}, deal 1002, version 1`,
        sentence: 'the audit says it was saved, but it is not there.',
      },
    ]);
  });

  test('who saved an estimate cannot be changed unseen', async () => {
    const { findings } = await verifyAfter(`update estimates set saved_by = '9003' where deal_id = '1002'`);
    expect(findings).toEqual([
      {
        where: `portal ${PORTAL}, deal 1002, version 1`,
        sentence: 'it is not what the audit says was saved.',
      },
    ]);
  });

  test('a changed price is found, and so is every estimate that it moves', async () => {
    const { exitCode, findings } = await verifyAfter(
      `update price_books set body = replace(body, '"credit":"0.0008"', '"credit":"0.0007"') where version = '2026-11-01'`,
    );
    expect(exitCode).toBe(1);
    const shelf = findings.filter(({ where }) => where.endsWith('price book 2026-11-01'));
    expect(shelf.map(({ sentence }) => sentence)).toEqual([
      'its content is not what was imported: the stored hash differs.',
      'it differs from the bundled file of the same version.',
    ]);
    expect(findings).toContainEqual({
      where: `portal ${PORTAL}, deal 1004, version 2`,
      sentence: expect.stringMatching(/^it differs when computed again, in .*month.*: 49\.2% margin /),
    });
  });

  test('text that is no JSON any more is a finding, not a crash', async () => {
    const { exitCode, findings } = await verifyAfter(
      `update estimates set sizing = '{' where deal_id = '1002'`,
    );
    expect(exitCode).toBe(1);
    expect(findings).toEqual([
      { where: `portal ${PORTAL}, deal 1002, version 1`, sentence: 'its sizing cannot be read.' },
    ]);
  });

  test('findings are told to people too', async () => {
    const { folder, file, environment } = await demoData();
    const connection = openRaw(file);
    dropTriggers(connection);
    connection.exec(`delete from estimates where deal_id = '1002'`);
    connection.close();
    const { exitCode, out } = await dealfloor(['verify', '--demo'], { folder, environment });
    expect(exitCode).toBe(1);
    expect(out).toContain(`✖ portal ${PORTAL}, deal 1002, version 1: the audit says it was saved`);
    expect(out).toContain('One thing is not as saved.');
  });

  test('it changes nothing: neither rows nor schema', async () => {
    const { folder, file, environment } = await demoData();
    const connection = openRaw(file);
    const before = connection.pragma('data_version', { simple: true });
    await dealfloor(['verify', '--demo'], { folder, environment });
    expect(connection.pragma('data_version', { simple: true })).toBe(before);
  });

  test('without a database it says how to get one, and points at the demo where there is one', async () => {
    const empty = createFolder();
    const nothing = await dealfloor(['verify'], { folder: empty });
    expect(nothing.exitCode).toBe(2);
    expect(nothing.err).toContain(
      'There is no database .data/dealfloor.sqlite. Make one with "dealfloor init"',
    );
    const { folder, environment } = await demoData();
    const demo = await dealfloor(['verify'], { folder, environment });
    expect(demo.exitCode).toBe(2);
    expect(demo.err).toContain('The demo company has one: add --demo.');
  });

  test('a file that is no database is refused in a sentence', async () => {
    const folder = createFolder();
    writeFileSync(
      `${folder}/dealfloor.sqlite`,
      'this is no database, only some text that somebody left here',
    );
    const { exitCode, err } = await dealfloor(['verify'], {
      folder,
      environment: { DEALFLOOR_DATA: folder },
    });
    expect(exitCode).toBe(3);
    expect(err).toMatch(/^refused: .*dealfloor\.sqlite cannot be opened: file is not a database\.\n$/);
  });
});
