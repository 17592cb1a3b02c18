import { type Envelope, inMonth } from './envelope.ts';
import { counted, keyName, named, trialName, usd } from './envelope-words.ts';
import { parseMoney } from './money.ts';
import type { SizingChange } from './review.ts';
import { VERDICT_NAMES } from './sentence.ts';
import { VerdictWord } from './verdict.ts';

/**
 * In what a point leaves an envelope, in the words of a person; nothing means it lies inside. Inside, each month's
 * revenue and the term's are no less and no quantity that costs anything is more than what was signed under the same
 * prices, so the term's margin is at or above the signed one; no rule fires that did not, and the word is no worse.
 */
export function leavesEnvelope(signed: Envelope, now: Envelope): SizingChange[] {
  return [
    ...otherTerms(signed, now),
    ...trialLeaves(signed, now),
    ...priceLeaves(signed, now),
    ...volumeLeaves(signed, now),
    ...verdictLeaves(signed, now),
  ];
}

/** How a verdict got worse: a worse word, or a rule that fires now and did not. */
export function verdictLeaves(
  signed: Pick<Envelope, 'word' | 'rules'>,
  now: Pick<Envelope, 'word' | 'rules'>,
): SizingChange[] {
  const fired = signed.rules.map(({ id }) => id);
  const isWorse = rank(now.word) > rank(signed.word);
  const words = { before: wordName(signed.word), after: wordName(now.word) };
  return [
    ...(isWorse ? [{ field: 'verdict', ...words }] : []),
    ...now.rules
      .filter(({ id }) => !fired.includes(id))
      .map(({ title, sentence }) => ({ field: title, before: 'did not apply', after: sentence })),
  ];
}

function rank(word: VerdictWord | null): number {
  return word === null ? -1 : VerdictWord.options.indexOf(word);
}

function wordName(word: VerdictWord | null): string {
  return word === null ? 'Sales cost' : VERDICT_NAMES[word];
}

/** What must stay as it was signed. */
function otherTerms(signed: Envelope, now: Envelope): SizingChange[] {
  const terms: [string, string, string, boolean][] = [
    [
      'price book',
      signed.priceBook.version,
      now.priceBook.version,
      signed.priceBook.hash === now.priceBook.hash,
    ],
    ['plan', signed.plan.name, now.plan.name, signed.plan.id === now.plan.id],
    ['key', keyName(signed.keyMode), keyName(now.keyMode), signed.keyMode === now.keyMode],
    ['currency', signed.currency, now.currency, signed.currency === now.currency],
    ['term', monthsText(signed), monthsText(now), signed.termMonths === now.termMonths],
  ];
  return terms
    .filter(([, , , isSame]) => !isSame)
    .map(([field, before, after]) => ({ field, before, after }));
}

function monthsText({ termMonths }: Envelope): string {
  return named(termMonths, 'month');
}

/** A longer or larger trial costs more, although it is in no margin. */
function trialLeaves({ trial: signed }: Envelope, { trial: now }: Envelope): SizingChange[] {
  if (now === null || signed === null) return [];
  const isInside = now.days <= signed.days && now.capCallsPerDay <= signed.capCallsPerDay;
  return isInside ? [] : [{ field: 'trial', before: `at most ${trialName(signed)}`, after: trialName(now) }];
}

function priceLeaves(signed: Envelope, now: Envelope): SizingChange[] {
  const monthly = monthsBoth(signed, now).find(
    (month) =>
      parseMoney(inMonth(now.monthRevenueUsd, month)) < parseMoney(inMonth(signed.monthRevenueUsd, month)),
  );
  const isTermLess = parseMoney(now.termRevenueUsd) < parseMoney(signed.termRevenueUsd);
  return [
    ...(monthly === undefined
      ? []
      : [
          {
            field: `price in month ${monthly}`,
            before: `at least ${usd(inMonth(signed.monthRevenueUsd, monthly))}`,
            after: usd(inMonth(now.monthRevenueUsd, monthly)),
          },
        ]),
    ...(isTermLess
      ? [
          {
            field: 'price over the term',
            before: `at least ${usd(signed.termRevenueUsd)}`,
            after: usd(now.termRevenueUsd),
          },
        ]
      : []),
  ];
}

function volumeLeaves(signed: Envelope, now: Envelope): SizingChange[] {
  const volumes = new Map(signed.endpoints.map((volume) => [volume.endpoint, volume]));
  const others = BigInt(now.otherCalls ?? 0) < BigInt(signed.otherCalls ?? 0);
  return [
    ...exceeds(signed, now, 'calls', signed.calls, now.calls),
    ...(others
      ? [
          {
            field: 'calls of everyone else',
            before: `at least ${counted(signed.otherCalls ?? '0')}`,
            after: counted(now.otherCalls ?? '0'),
          },
        ]
      : []),
    ...now.endpoints.flatMap(({ endpoint, calls, meters }) => {
      const known = volumes.get(endpoint);
      if (!known) return [{ field: endpoint, before: 'not used', after: 'used' }];
      const more = exceeds(signed, now, `calls of ${endpoint}`, known.calls, calls);
      if (more.length > 0) return more;
      return meters.flatMap(({ meter, quantity }) => {
        const most = known.meters.find((candidate) => candidate.meter === meter)?.quantity ?? ['0'];
        return exceeds(signed, now, `${meter} of ${endpoint}`, most, quantity);
      });
    }),
  ];
}

/** The first month in which a quantity is more than what was signed. */
function exceeds(
  signed: Envelope,
  now: Envelope,
  field: string,
  most: readonly string[],
  used: readonly string[],
): SizingChange[] {
  const month = monthsBoth(signed, now).find((at) => BigInt(inMonth(used, at)) > BigInt(inMonth(most, at)));
  if (month === undefined) return [];
  const before = `at most ${counted(inMonth(most, month))}`;
  return [{ field: `${field} in month ${month}`, before, after: counted(inMonth(used, month)) }];
}

/** The months that two terms have in common; terms of other lengths leave the envelope by that alone. */
function monthsBoth(signed: Envelope, now: Envelope): number[] {
  return Array.from({ length: Math.min(signed.termMonths, now.termMonths) }, (_, index) => index + 1);
}
