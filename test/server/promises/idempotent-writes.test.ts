import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEMO_PORTAL_ID, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL } from '../../../server/demo/demo-deals.ts';
import { once } from '../../../server/idempotency/once.ts';
import { enqueue } from '../../../server/outbox/enqueue.ts';
import type { Actor } from '../../../server/people/actor.ts';
import type { Ports } from '../../../server/ports.ts';
import { ConflictError } from '../../../server/service-error.ts';
import type { Answer } from '../../support/caller.ts';
import { openOutboxGround } from '../../support/outbox-ground.ts';
import { rowCounts, rowsOf } from '../../support/raw-sqlite.ts';
import { asked, newKey } from '../../support/sign-off-steps.ts';
import { openWorld } from '../../support/world.ts';

const BODIES = ['one', 'two', 'breaks'] as const;
const KEYS = ['a', 'b'] as const;

const Sent = fc.record({ key: fc.constantFrom(...KEYS), body: fc.constantFrom(...BODIES) });
type Sent = typeof Sent extends fc.Arbitrary<infer Value> ? Value : never;

/** Some are sent at once, some after the others were answered. */
const Batches = fc.array(fc.array(Sent, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 });

class Broken extends Error {}

/** The smallest verb there is: one row, whose name the answer tells. */
function write(ports: Ports, portalId: string, { key, body }: Sent): Promise<{ token: string }> {
  const actor: Actor = { portalId, userId: '1', name: 'Somebody', roles: ['ae'], via: 'console' };
  return once(ports, actor, { key, action: 'write', body, status: 201 }, async (transaction) => {
    const token = `${key} ${body} ${ports.ids.next()}`;
    const target = { portalId, dealId: '1' };
    await enqueue(ports, transaction, target, { kind: 'add-note', token, lines: [body] });
    if (body === 'breaks') throw new Broken();
    return { token };
  });
}

type Outcome = Sent & { readonly token: string | null; readonly refusal: 'conflict' | 'broken' | null };

async function outcomeOf(ports: Ports, portalId: string, sent: Sent): Promise<Outcome> {
  try {
    return { ...sent, ...(await write(ports, portalId, sent)), refusal: null };
  } catch (error) {
    if (error instanceof Broken) return { ...sent, token: null, refusal: 'broken' };
    if (error instanceof ConflictError) return { ...sent, token: null, refusal: 'conflict' };
    throw error;
  }
}

function effectsOf(ports: Ports, portalId: string): string[] {
  const sql = "select json_extract(payload, '$.token') as token from outbox where portal_id = ?";
  return rowsOf<{ token: string }>(ports.database, sql, portalId).map(({ token }) => token);
}

test('P4: a write that is sent again has the same answer and one effect, and another body under its key has none', async () => {
  const ports = openOutboxGround();
  let run = 0;
  const seen = { repeats: 0, conflicts: 0, broken: 0 };
  await fc.assert(
    fc.asyncProperty(Batches, async (batches) => {
      run += 1;
      const portalId = `p${run}`;
      const outcomes: Outcome[] = [];
      for (const batch of batches) {
        outcomes.push(...(await Promise.all(batch.map((sent) => outcomeOf(ports, portalId, sent)))));
      }
      const told = KEYS.flatMap((key) => {
        const ofKey = outcomes.filter((outcome) => outcome.key === key);
        const tokens = new Set(ofKey.flatMap(({ token }) => token ?? []));
        expect(tokens.size).toBe(ofKey.some(({ body }) => body !== 'breaks') ? 1 : 0);
        const [token] = tokens;
        const winner = token?.split(' ')[1];
        for (const { body, token: answered, refusal } of ofKey) {
          if (body === winner) expect(answered).toBe(token);
          else if (body !== 'breaks') expect(refusal).toBe('conflict');
          else expect(refusal).not.toBeNull();
          if (refusal === 'broken') seen.broken += 1;
          if (refusal === 'conflict') seen.conflicts += 1;
        }
        seen.repeats += Math.max(0, ofKey.filter(({ body }) => body === winner).length - 1);
        return [...tokens];
      });
      expect(effectsOf(ports, portalId).toSorted()).toEqual(told.toSorted());
    }),
    { numRuns: 2_000 },
  );
  expect(Math.min(seen.repeats, seen.conflicts, seen.broken)).toBeGreaterThan(500);
}, 120_000);

test('P4: the same over HTTP, on the thread of a request', async () => {
  const world = await openWorld();
  const tom = world.console(TOM);
  const { id } = await asked(tom, KESTREL);
  const texts = ['one', 'two'] as const;
  const Comment = fc.record({ key: fc.constantFrom(...KEYS), body: fc.constantFrom(...texts) });
  const comments = () => rowCounts(world.ports.database).sign_off_comments ?? 0;
  const batch = fc.array(Comment, { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(batch, async (sent) => {
      const before = comments();
      const keys = { a: newKey(), b: newKey() };
      const answers: (Answer & Omit<Sent, 'body'> & { sent: string })[] = await Promise.all(
        sent.map(async ({ key, body }) => {
          const path = `/deals/${KESTREL.id}/sign-offs/${id}/comments`;
          return { ...(await tom.post(path, { idempotencyKey: keys[key], body })), key, sent: body };
        }),
      );
      const won = KEYS.flatMap((key) => {
        const ofKey = answers.filter((answer) => answer.key === key);
        const accepted = ofKey.filter(({ status }) => status === 201);
        expect(new Set(accepted.map(({ text }) => text)).size).toBe(ofKey.length === 0 ? 0 : 1);
        expect(new Set(accepted.map((answer) => answer.sent)).size).toBe(ofKey.length === 0 ? 0 : 1);
        const [first] = accepted;
        for (const { status, sent: body } of ofKey) expect(status).toBe(body === first?.sent ? 201 : 409);
        return accepted.slice(0, 1);
      });
      expect(comments()).toBe(before + won.length);
    }),
    { numRuns: 60 },
  );
  const spelled = rowsOf<{ portal: string }>(
    world.ports.database,
    'select distinct portal_id as portal from sign_off_comments',
  );
  expect(spelled).toEqual([{ portal: DEMO_PORTAL_ID }]);
}, 60_000);
