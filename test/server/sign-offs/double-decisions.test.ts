import { expect, test } from 'vitest';
import { transact } from '../../../server/db/database.ts';
import { DEMO_PORTAL_ID, JOEL, MARA, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL } from '../../../server/demo/demo-deals.ts';
import type { Actor } from '../../../server/people/actor.ts';
import { decideWithin } from '../../../server/sign-offs/decide-sign-off.ts';
import { gatherEvidence } from '../../../server/sign-offs/evidence.ts';
import { findSignOff } from '../../../server/sign-offs/sign-off-rows.ts';
import { rawWriter, rowsOf } from '../../support/raw-sqlite.ts';
import { asked } from '../../support/sign-off-steps.ts';
import { openWorld, type World } from '../../support/world.ts';

/** Four times so many: a thousand pairs. */
const PAIRS = 250;
const AT_ONCE = 25;

function actorFor({ userId, name, roles }: typeof MARA): Actor {
  return { portalId: DEMO_PORTAL_ID, userId, name, roles, via: 'console' };
}

/** Deals that wait, each a copy of one that was really asked for, and each of a company of its own. */
async function plantWaiting(world: World): Promise<string[]> {
  const request = await asked(world.console(TOM), KESTREL);
  const writer = await rawWriter(world.ports.database);
  const copy = (table: string, changed: Record<string, string>) => {
    const columns = writer
      .prepare(`select name from pragma_table_info('${table}')`)
      .pluck()
      .all()
      .map(String);
    const values = columns.map((column) => (column in changed ? `:${column}` : column));
    return writer.prepare(
      `insert into ${table} (${columns.join(', ')}) select ${values.join(', ')} from ${table} where deal_id = '${KESTREL.id}'`,
    );
  };
  const copies = [
    copy('deals', { deal_id: '', company_id: '' }),
    copy('estimates', { deal_id: '' }),
    copy('sign_offs', { deal_id: '', id: '' }),
  ];
  const ids = Array.from(
    { length: PAIRS },
    (_, index) => `${request.id.slice(0, -5)}${String(index).padStart(5, '0')}`,
  );
  writer.transaction(() => {
    ids.forEach((id, index) => {
      const dealId = `9${String(index).padStart(5, '0')}`;
      for (const insert of copies) insert.run({ deal_id: dealId, company_id: dealId, id });
    });
  })();
  return ids;
}

/** Two who look at the same figures and decide in the same moment, each in a transaction of their own. */
async function race({ ports }: World, id: string): Promise<string> {
  const request = await findSignOff(ports.database, DEMO_PORTAL_ID, id);
  if (!request) throw new Error('the request was just planted');
  const { seenHash } = await gatherEvidence(ports, ports.database, request);
  const answer = { seenHash, idempotencyKey: 'not-used-within', note: 'Not at this price.' };
  const decide = (actor: Actor, kind: 'approve' | 'reject') =>
    transact(ports.database, (transaction) =>
      decideWithin(ports, transaction, actor, id, { kind, ...answer }),
    );
  const answers = await Promise.allSettled([
    decide(actorFor(MARA), 'approve'),
    decide(actorFor(JOEL), 'reject'),
  ]);
  return answers.map(({ status }) => status).join();
}

test.each([1, 2, 3, 4])(
  'P3: a thousand times two decide the same request at once, and never do both (part %d)',
  async () => {
    const world = await openWorld();
    const ids = await plantWaiting(world);
    const outcomes: string[] = [];
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      const racing = ids.slice(at, at + AT_ONCE).map((id) => race(world, id));
      outcomes.push(...(await Promise.all(racing)));
    }
    expect(outcomes).toHaveLength(PAIRS);
    expect(new Set(outcomes)).toEqual(new Set(['fulfilled,rejected']));
    const decided = rowsOf<{ requests: bigint; decisions: bigint }>(
      world.ports.database,
      'select count(distinct sign_off_id) as requests, count(*) as decisions from decisions',
    );
    expect(decided).toEqual([{ requests: BigInt(PAIRS), decisions: BigInt(PAIRS) }]);
  },
  120_000,
);
