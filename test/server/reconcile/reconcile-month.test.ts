import { parseMoney } from '@dealfloor/price-book';
import { describe, expect, test } from 'vitest';
import { DEMO_PORTAL_ID } from '../../../server/demo/demo-company.ts';
import { runDay } from '../../../server/facts/run-day.ts';
import type { DayUsage } from '../../../server/facts/usage-source.ts';
import { systemActor } from '../../../server/people/actor.ts';
import type { Ports } from '../../../server/ports.ts';
import { gapOf } from '../../../server/reconcile/invoice-gap.ts';
import { parseLots } from '../../../server/reconcile/parse-lots.ts';
import { proposeCreditRate } from '../../../server/reconcile/propose-credit-rate.ts';
import { reconcileMonth } from '../../../server/reconcile/reconcile-month.ts';
import { logOf, plantTenants, usage } from '../../support/facts.ts';
import { bookFrom } from '../../support/shelf.ts';
import { openWorld } from '../../support/world.ts';

const actor = systemActor(DEMO_PORTAL_ID, 'cli');

/** Books the days of a log, which holds nothing else. */
async function book(ports: Ports, log: Record<string, readonly DayUsage[]>) {
  await plantTenants(ports, [
    { tenantId: 't_1' },
    { tenantId: 't_trial', plan: 'trial', costClass: 'cac' },
    { tenantId: 't_byo', keyMode: 'byo' },
  ]);
  for (const day of Object.keys(log)) await runDay(ports, actor, { day, source: logOf(log), method: null });
}

/** Every day of November 2026 but those left out, with one call a day. */
function november(leaveOut: readonly string[]): Record<string, readonly DayUsage[]> {
  const days = Array.from({ length: 30 }, (_, index) => `2026-11-${String(index + 1).padStart(2, '0')}`);
  const kept = days.filter((day) => !leaveOut.includes(day));
  return Object.fromEntries(kept.map((day) => [day, [usage('t_1', '/userid/', { billableCalls: 1n })]]));
}

async function decemberWorld() {
  const world = await openWorld();
  world.clock.set('2026-12-05T08:00:00.000Z');
  return world;
}

function ask(ports: Ports, invoice: string, lots: string | null = null) {
  return reconcileMonth(ports, {
    portalId: DEMO_PORTAL_ID,
    month: '2026-11',
    invoiceNanoUsd: parseMoney(invoice),
    lots: lots === null ? null : parseLots(lots),
    limitPercent: '3',
  });
}

describe('an invoice beside the booked log of its month', () => {
  test('the figures of the sample: logs $5,061.18, invoice $5,120.40, gap 1.2%', async () => {
    const { ports } = await decemberWorld();
    await book(ports, {
      '2026-11-09': [usage('t_1', '/userid/', { billableCalls: 30n })],
      '2026-11-10': [usage('t_1', '/post-detail/', { billableCalls: 6_326_445n })],
    });
    const found = await ask(ports, '5120.40');
    expect(found.booked.ours).toEqual({ milliCredits: 6_326_475_000n, nanoUsd: parseMoney('5061.18') });
    expect(found.gap).toMatchObject({ nanoUsd: parseMoney('59.22'), percent: '1.2', isOver: false });
    expect([found.days.missing.length, found.findings]).toEqual([28, []]);
  });

  test('trials and quarantined requests are in it, customers’ own keys are not', async () => {
    const { ports } = await decemberWorld();
    await book(ports, {
      '2026-11-10': [
        usage('t_1', '/userid/', { billableCalls: 30n }),
        usage('t_trial', '/userid/', { billableCalls: 1_000n }),
        usage('t_byo', '/userid/', { billableCalls: 7_000n }),
        usage('t_byo', '/nowhere/', { billableCalls: 70n }),
        usage('t_1', '/nowhere/', { billableCalls: 200n }),
        usage('t_unknown', '/userid/', { billableCalls: 300n }),
      ],
    });
    const { booked, customersMilliCredits } = await ask(ports, '1.224');
    expect(booked.cogs.milliCredits).toBe(30_000n);
    expect(booked.cac).toEqual({ milliCredits: 1_000_000n, nanoUsd: parseMoney('0.8') });
    expect(booked.quarantined).toEqual({ milliCredits: 500_000n, nanoUsd: parseMoney('0.4') });
    expect(booked.ours).toEqual({ milliCredits: 1_530_000n, nanoUsd: parseMoney('1.224') });
    expect(customersMilliCredits).toBe(7_070_000n);
  });

  test('T18: the implied price is per credit; per call it would misprice what uses other credits', async () => {
    const { ports } = await decemberWorld();
    await book(ports, {
      '2026-11-10': [
        usage('t_1', '/userid/', { billableCalls: 1_000n }),
        usage('t_1', '/download-video/', { billableCalls: 1_000n, milliCredits: 3_000_000n }),
      ],
    });
    const { perCredit, perCall } = await ask(ports, '4');
    expect(perCredit?.usd).toBe('0.001');
    expect(perCall).toEqual({
      billableCalls: 2_000n,
      usd: '0.002',
      wrong: [
        { endpoint: '/download-video/', milliCreditsPerCall: 3_000n, percentOff: -33n },
        { endpoint: '/userid/', milliCreditsPerCall: 1_000n, percentOff: 100n },
      ],
    });
  });

  test('missing days are named, and a month that goes on is a finding', async () => {
    const world = await openWorld();
    world.clock.set('2026-12-05T08:00:00.000Z');
    await book(world.ports, november(['2026-11-06', '2026-11-30']));
    expect((await ask(world.ports, '0.0224')).days).toEqual({
      expected: 30,
      missing: ['2026-11-06', '2026-11-30'],
      isOver: true,
    });
    world.clock.set('2026-11-04T08:00:00.000Z');
    const early = await ask(world.ports, '0.0024');
    expect(early.days).toEqual({ expected: 3, missing: [], isOver: false });
    expect(early.findings).toEqual(['2026-11 is not over: the log ends on 2026-11-03.']);
  });

  test('with lots the month is held against what it used up, not against what was paid in it', async () => {
    const { ports } = await decemberWorld();
    await book(ports, { '2026-11-10': [usage('t_1', '/userid/', { billableCalls: 1_500n })] });
    const lots = 'bought_on,credits,usd,name\n2026-11-02,10000,9,big\n2026-11-01,1000,0.7,small\n';
    const found = await ask(ports, '9.7', lots);
    // 1,000 credits of the small lot and 500 of the big one.
    expect(found.effectiveNanoUsd).toBe(parseMoney('1.15'));
    expect(found.perCredit?.usd).toBe('0.000766666667');
    expect(found.lots?.leftNanoUsd).toBe(parseMoney('8.55'));
    expect(found.lots?.findings).toEqual(['small was used up on 2026-11-10.']);
    const more = await ask(ports, '20', lots);
    expect(more.findings).toContain('The lots bought in 2026-11 cost $9.70, the invoice says $20.00.');
  });

  test('credits that no lot had leave the cost of the month unknown, and the gap over every limit', async () => {
    const { ports } = await decemberWorld();
    await book(ports, {
      '2026-11-20': [usage('t_1', '/userid/', { billableCalls: 20n })],
      '2026-11-21': [usage('t_1', '/userid/', { billableCalls: 10n })],
    });
    const found = await ask(ports, '0.016', 'bought_on,credits,usd\n2026-11-01,20,0.016\n');
    expect([found.effectiveNanoUsd, found.gap.percent, found.gap.isOver]).toEqual([null, null, true]);
    expect(found.findings.join(' ')).toContain(
      'From 2026-11-21 on, 10 credits were used when every lot was empty',
    );
  });

  test('the draft prices the month at what was paid, is live on no day and is the same each time', async () => {
    const { ports } = await decemberWorld();
    await book(ports, { '2026-11-10': [usage('t_1', '/userid/', { billableCalls: 1_000n })] });
    const live = bookFrom('2026-11-01', '2026-11-01');
    const draft = proposeCreditRate(live, await ask(ports, '0.85'));
    expect([draft.effectiveFrom, draft.rates.credit]).toEqual([null, '0.00085']);
    expect(draft.note).toContain(
      'From the invoice of 2026-11, $0.85, and 1,000 credits on our keys: 0.00085 a credit',
    );
    expect(draft.endpoints).toEqual(live.endpoints);
    expect(proposeCreditRate(live, await ask(ports, '0.85'))).toEqual(draft);
    expect(proposeCreditRate(live, await ask(ports, '0.86')).version).not.toBe(draft.version);
  });
});

describe('the gap against its limit', () => {
  test('is decided in whole numbers and never shown as the limit when it is over', () => {
    const paid = 1_000_000_000_000n;
    expect(gapOf(970_000_000_000n, paid, '3')).toMatchObject({ percent: '3.0', isOver: false });
    expect(gapOf(969_999_999_999n, paid, '3')).toMatchObject({ percent: '3.1', isOver: true });
    expect(gapOf(1_030_000_000_001n, paid, '3')).toMatchObject({
      percent: '3.1',
      isOver: true,
      nanoUsd: -30_000_000_001n,
    });
    expect(gapOf(0n, 0n, '3')).toMatchObject({ percent: '0.0', isOver: false });
    expect(gapOf(1n, 0n, '3')).toMatchObject({ percent: null, isOver: true });
  });
});

describe('a file of lots', () => {
  const WRONG: [string, string, string][] = [
    ['a sum that is no number', 'bought_on,credits,usd\n2026-11-01,10,"1,000"\n', 'row 1, usd'],
    ['a lot without credits', 'bought_on,credits,usd\n2026-11-01,0,1\n', 'row 1, credits'],
    ['a day that is none', 'bought_on,credits,usd\n2026-11-01,1,1\n2026-02-30,1,1\n', 'row 2, bought_on'],
    [
      'more used than there was',
      'bought_on,credits,usd,used_before\n2026-11-01,1,1,2\n',
      'row 1, used_before',
    ],
    ['a column that nobody knows', 'bought_on,credits,usd,card\n2026-11-01,1,1,x\n', 'row 1'],
  ];

  test.each(WRONG)('is refused by its row for %s', (_name, text, path) => {
    expect(() => parseLots(text)).toThrow(
      expect.objectContaining({ code: 'lots-not-right', issues: [expect.objectContaining({ path })] }),
    );
  });

  test('without a row, or with rows of different lengths, is refused', () => {
    expect(() => parseLots('bought_on,credits,usd\n')).toThrow('no row under its heading');
    expect(() => parseLots('bought_on,credits,usd\n2026-11-01,1\n')).toThrow('is no CSV');
  });
});
