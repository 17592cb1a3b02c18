import { expect, test } from 'vitest';
import { MARA, TOM } from '../../server/demo/demo-company.ts';
import { KESTREL } from '../../server/demo/demo-deals.ts';
import { problemOf } from '../support/caller.ts';
import { rowCounts } from '../support/raw-sqlite.ts';
import { asked, CONDITIONS, NOTE, newKey, REASON, review, saved } from '../support/sign-off-steps.ts';
import { openWorld } from '../support/world.ts';

/** What the server alone computes or knows. */
const SERVER_OWNED = {
  portalId: '86420975',
  userId: MARA.userId,
  savedBy: MARA.userId,
  decidedBy: MARA.userId,
  requestedBy: MARA.userId,
  onBehalfOf: MARA.userId,
  makers: [],
  signatures: [],
  roles: ['cfo'],
  state: 'approved',
  status: 'approved',
  verdict: 'clear',
  margin: '0.99',
  grossMarginRatio: '0.99',
  costUsd: '1',
  estimate: {},
  hash: '0'.repeat(64),
  version: 7,
  policy: {},
  floor: '0',
  priceBookVersion: '2026-08-01',
  priceBookHash: '0'.repeat(64),
  round: 9,
  envelope: {},
  __proto__field: true,
};

test('no field that the server owns can be sent with any write: each is refused by name and changes nothing', async () => {
  const world = await openWorld();
  const tom = world.card(TOM);
  const mara = world.console(MARA);
  const request = await asked(tom, KESTREL);
  const { seenHash } = await review(mara, request.id);
  const deal = `/deals/${KESTREL.id}`;
  const writes = [
    { caller: tom, path: `${deal}/estimates`, body: { sizing: KESTREL.sizing } },
    {
      caller: tom,
      path: `${deal}/sign-offs`,
      body: { estimateVersion: 1, reason: REASON, neededBy: '2026-11-27' },
    },
    { caller: tom, path: `${deal}/sign-offs/${request.id}/withdraw`, body: {} },
    {
      caller: mara,
      path: `/sign-offs/${request.id}/decisions`,
      body: {
        kind: 'approve-with-conditions',
        seenHash,
        note: NOTE,
        conditions: CONDITIONS,
        validUntil: '2026-12-21',
      },
    },
  ];
  const before = rowCounts(world.ports.database);
  for (const { caller, path, body } of writes) {
    for (const [field, value] of Object.entries(SERVER_OWNED)) {
      const answer = await caller.post(path, { idempotencyKey: newKey(), ...body, [field]: value });
      expect(answer.status, `${path} took ${field}`).toBe(422);
      expect(JSON.stringify(problemOf(answer).issues)).toContain(field);
    }
  }
  expect(rowCounts(world.ports.database)).toEqual(before);
});

test('a result is the same whether or not somebody tried to send it along', async () => {
  const world = await openWorld();
  const tom = world.card(TOM);
  const attempt = { ...KESTREL.sizing, costUsd: '0.01', verdict: 'clear' };
  expect((await tom.post(`/deals/${KESTREL.id}/preview`, { sizing: attempt })).status).toBe(422);
  const { estimate } = await saved(tom, KESTREL);
  expect(estimate.verdict.word).toBe('sign_off');
});
