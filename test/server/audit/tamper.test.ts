import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Anchor } from '../../../server/audit/anchors.ts';
import { type AuditEntry, hashOf } from '../../../server/audit/chain.ts';
import { entriesOf, verifyChain } from '../../../server/audit/verify-chain.ts';
import { DEMO_PORTAL_ID, MARA, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL, MERIDIAN } from '../../../server/demo/demo-deals.ts';
import { TEST_SEAL } from '../../support/connect-world.ts';
import { dropTriggers, openFile } from '../../support/raw-sqlite.ts';
import { asked, decided } from '../../support/sign-off-steps.ts';
import { startWorld, type World } from '../../support/world.ts';

const SEEDS = 50;
const COLUMNS = [
  'at',
  'actor',
  'via',
  'action',
  'deal_id',
  'record',
  'previous_hash',
  'key_id',
  'hash',
] as const;

let world: World;
let file: ReturnType<typeof openFile>;
const entries: AuditEntry[] = [];
let anchors: readonly Anchor[] = [];
const found = new Map<string, number>();

/** A real file with two decisions and their anchors, and somebody who took the locks off and keeps a copy. */
beforeAll(async () => {
  world = await startWorld();
  for (const deal of [KESTREL, MERIDIAN]) {
    const request = await asked(world.card(TOM), deal);
    expect((await decided(world.console(MARA), request.id, 'approve')).status).toBe(200);
  }
  for await (const entry of entriesOf(world.ports.database, DEMO_PORTAL_ID)) entries.push(entry);
  anchors = (await world.ports.anchors.read())?.anchors ?? [];
  file = openFile(world.file);
  dropTriggers(file);
  file.exec('create temp table kept as select * from audit_entries');
});
afterAll(async () => {
  file.close();
  await world.close();
  expect(Object.fromEntries(found)).toEqual({
    edit: 50,
    delete: 50,
    swap: 50,
    insert: 50,
    cut: 50,
    rewrite: 50,
  });
});

function check(held: readonly Anchor[] = anchors) {
  return verifyChain(world.ports.database, DEMO_PORTAL_ID, { anchors: held });
}

function sql(text: string, ...values: unknown[]): void {
  file.prepare(text.replaceAll('PORTAL', `portal_id = '${DEMO_PORTAL_ID}'`)).run(...values);
}

/** Does something to the file, looks, and puts the file back as it was. */
async function tampered(attack: () => void, held: readonly Anchor[] = anchors) {
  file.exec('begin');
  attack();
  file.exec('commit');
  const answer = await check(held);
  file.exec('begin; delete from audit_entries; insert into audit_entries select * from kept; commit');
  return answer;
}

function attacks<Choice>(
  name: string,
  choice: fc.Arbitrary<Choice>,
  attack: (choice: Choice) => Promise<void>,
) {
  const property = fc.asyncProperty(choice, async (chosen) => {
    await attack(chosen);
    found.set(name, (found.get(name) ?? 0) + 1);
  });
  return fc.assert(property, { numRuns: SEEDS });
}

/** A place in the chain, as a share of its length: the chain is not there yet when the property is written down. */
const place = fc.double({ min: 0, max: 0.999, noNaN: true });
const at = (share: number, places = entries.length) => 1 + Math.floor(share * places);

/** The first anchor that a history changed from an entry on no longer agrees with. */
const anchorFrom = (sequence: number) => anchors.find((anchor) => anchor.sequence >= sequence)?.sequence;

test('untouched, it holds', async () => {
  expect(await check()).toMatchObject({ ok: true, entries: entries.length, unsealed: 0, anchors: 2 });
  expect(entries.length).toBeGreaterThan(20);
  expect(anchors.at(-1)?.hash).toBe(entries.at(-1)?.hash);
});

describe('whoever writes the file is found, and the entry is named', () => {
  test('an edit of any column', () =>
    attacks(
      'edit',
      fc.tuple(place, fc.constantFrom(...COLUMNS), fc.string({ minLength: 1, maxLength: 3 }), fc.nat()),
      async ([share, column, text, spot]) => {
        const sequence = at(share);
        const before = String(
          file
            .prepare(`select ${column} from kept where portal_id = ? and sequence = ?`)
            .pluck()
            .get(DEMO_PORTAL_ID, sequence) ?? '',
        );
        const cut = before.length === 0 ? 0 : spot % before.length;
        const edited = `${before.slice(0, cut)}${text}${before.slice(cut + 1)}`;
        fc.pre(edited !== before);
        const answer = await tampered(() =>
          sql(`update audit_entries set ${column} = ? where PORTAL and sequence = ?`, edited, sequence),
        );
        expect(answer).toMatchObject({ ok: false, sequence });
      },
    ));

  test('a deletion', () =>
    attacks('delete', place, async (share) => {
      const sequence = at(share, entries.length - 1);
      const answer = await tampered(() =>
        sql('delete from audit_entries where PORTAL and sequence = ?', sequence),
      );
      expect(answer).toMatchObject({
        ok: false,
        sequence: sequence + 1,
        fault: `entry ${sequence} is missing`,
      });
    }));

  test('a swap', () =>
    attacks('swap', fc.tuple(place, place), async ([one, other]) => {
      const [low, high] = [at(one), at(other)].toSorted((a, b) => a - b);
      fc.pre(low !== high);
      const move = (from: number | undefined, to: number | undefined) =>
        sql('update audit_entries set sequence = ? where PORTAL and sequence = ?', to, from);
      const answer = await tampered(() => {
        move(low, 100_000);
        move(high, low);
        move(100_000, high);
      });
      expect(answer).toMatchObject({ ok: false, sequence: low });
    }));

  test('an insertion, forged without the key', () =>
    attacks('insert', fc.tuple(place, place), async ([from, to]) => {
      const [copied, sequence] = [at(from), at(to)];
      const answer = await tampered(() => {
        sql('update audit_entries set sequence = -sequence - 1 where PORTAL and sequence >= ?', sequence);
        sql('update audit_entries set sequence = -sequence where PORTAL and sequence < 0');
        sql(
          `insert into audit_entries (portal_id, sequence, at, actor, via, action, deal_id, record, previous_hash, key_id, hash)
           select portal_id, ?, at, actor, via, action, deal_id, record, ?, key_id, hash from kept where PORTAL and sequence = ?`,
          sequence,
          entries[sequence - 2]?.hash ?? '0'.repeat(64),
          copied,
        );
      });
      // The very entry put at its own place again moves all that come after it.
      expect(answer).toMatchObject({ ok: false, sequence: copied === sequence ? sequence + 1 : sequence });
    }));

  test('a cut tail, which the chain alone cannot show', () =>
    attacks('cut', fc.integer({ min: 1, max: 12 }), async (length) => {
      const last = entries.length - length;
      const cut = () => sql('delete from audit_entries where PORTAL and sequence > ?', last);
      expect(await tampered(cut, [])).toMatchObject({ ok: true, entries: last });
      expect(await tampered(cut)).toMatchObject({ ok: false, sequence: anchorFrom(last + 1) });
    }));

  test('a history written anew by somebody who has the key, which only the anchors show', () =>
    attacks('rewrite', fc.tuple(place, fc.string({ minLength: 1, maxLength: 5 })), async ([share, actor]) => {
      const first = at(share);
      fc.pre(entries[first - 1]?.actor !== actor);
      const rewrite = () => {
        let previousHash = entries[first - 2]?.hash ?? '0'.repeat(64);
        for (const entry of entries.slice(first - 1)) {
          const changed = { ...entry, previousHash, ...(entry.sequence === first ? { actor } : {}) };
          const hash = hashOf(changed, TEST_SEAL) ?? '';
          sql(
            'update audit_entries set actor = ?, previous_hash = ?, hash = ? where PORTAL and sequence = ?',
            changed.actor,
            previousHash,
            hash,
            entry.sequence,
          );
          previousHash = hash;
        }
      };
      expect(await tampered(rewrite, [])).toMatchObject({ ok: true });
      expect(await tampered(rewrite)).toMatchObject({ ok: false, sequence: anchorFrom(first) });
    }));
});
