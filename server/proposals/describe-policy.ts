import { type Policy, ratioPercent, showMoney } from '@dealfloor/price-book';

type Line = readonly [what: string, value: string];

const GATES = { off: 'off', warn: 'warn', 'move-back': 'move back' } as const;

/** A policy as lines that a person compares: what is ruled, and how. The name and the note of a version are none. */
export function policyLines(policy: Policy): Line[] {
  const { businessHours: hours, stageGate, bulk, defaultUsageBand: band } = policy;
  return [
    ['Floor', `${ratioPercent(policy.floor)}%`],
    ['Target', `${ratioPercent(policy.target)}%`],
    ['Portfolio target', `${ratioPercent(policy.portfolioTarget)}%`],
    [
      'High-usage floor (R2)',
      policy.highUsageFloor === null ? 'off' : `${ratioPercent(policy.highUsageFloor)}%`,
    ],
    ['Exit rule (R3)', orOff(policy.exitRuleOverMonths, (months) => `terms longer than ${months} months`)],
    ['Similar accounts (R5)', orOff(policy.comparableAccountsAtLeast, (count) => `at least ${count}`)],
    ['Usage band', `${band.low} to ${band.high} times`],
    ['Answer within', `${policy.answerWithinBusinessHours} business hours`],
    ['Business hours', `${hours.opens} to ${hours.closes} ${hours.timeZone}, days ${hours.days.join(' ')}`],
    ['Approval holds', `${policy.approvalValidDays} days`],
    ['Company window', `${policy.companyWindowDays} days`],
    ['Bulk decisions', `at most ${bulk.requestsAtMost}, short by ${dollars(bulk.shortfallUsdAtMost)}`],
    ['Stage gate', `${GATES[stageGate.mode]}: ${stageGate.stages.join(', ') || 'no stage'}`],
    ...policy.approvers.map((row): Line => {
      const from = `from ${dollars(row.termValueUsdFrom)}, ${ratioPercent(row.discountFrom)}% discount`;
      const verdict = row.verdict === 'loss' ? 'Loss' : 'Sign-off';
      return [`${verdict} ${from}`, `signed by ${row.signatures.join(' and ')}`];
    }),
    ...hours.holidays.map((day): Line => [`Holiday ${day}`, 'nobody answers']),
    ...policy.exchangeRates.map(({ currency, day, usdPerUnit }): Line => {
      return [`1 ${currency} from ${day}`, `${usdPerUnit} USD`];
    }),
  ];
}

function orOff(value: number | null, words: (value: number) => string): string {
  return value === null ? 'off' : words(value);
}

function dollars(usd: string): string {
  return showMoney(usd, 'en-US');
}
