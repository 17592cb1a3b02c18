import type { Review } from '@dealfloor/price-book';
import { VerdictLabel } from '../../components/verdict-label.tsx';
import { showDollars } from '../../words/show-dollars.ts';
import { showMargin, showRange } from '../../words/show-margin.ts';
import { counted } from '../../words/show-quantity.ts';

/** The frozen verdict, why, and what it was computed from. */
export function VerdictStrip({ review }: { review: Review }) {
  const { frozen } = review;
  const { estimate } = frozen;
  const { verdict, term, range, policy, priceBook } = estimate;
  const otherRules = verdict.rules.filter(({ sentence }) => !verdict.sentence.startsWith(sentence));
  return (
    <section className="panel verdict-strip" data-verdict={verdict.word ?? 'none'} aria-label="Verdict">
      <p className="verdict-line" data-testid="verdict">
        <VerdictLabel word={verdict.word} />
        <strong className="figure">{showMargin(term.grossMargin)} margin</strong>
      </p>
      <p>{verdict.sentence}</p>
      {otherRules.length > 0 ? (
        <ul className="rules" aria-label="Other rules that fired">
          {otherRules.map(({ id, title, sentence }) => (
            <li key={id}>
              <strong>{title}.</strong> {sentence}
            </li>
          ))}
        </ul>
      ) : null}
      <Statistics review={review} />
      <p className="muted small">
        Likely range {showRange(range.lowPercent, range.highPercent)}, {range.source}
        {range.comparableAccounts === null ? '' : `, ${counted(range.comparableAccounts, 'similar account')}`}
        . Version {frozen.version}, price book {priceBook.version}, policy {policy.version},{' '}
        {estimate.plan.name} plan, {KEY_MODES[estimate.keyMode]}.
      </p>
    </section>
  );
}

const KEY_MODES = {
  shared: 'our key',
  byo: 'their own key',
  hybrid: 'a trial on our key, then their own',
} as const;

function Statistics({ review: { frozen, exposure } }: { review: Review }) {
  const { month, term, policy } = frozen.estimate;
  const figures = [
    ['Customer pays', showDollars(month.revenueUsd), 'in month 1'],
    ['Costs us', showDollars(month.costUsd), 'in month 1'],
    [
      'Left over',
      showDollars(term.leftOverUsd),
      `of ${showDollars(term.revenueUsd)} over ${counted(term.months, 'month')}`,
    ],
    ['Shortfall', showDollars(exposure.shortfallUsd), `to the ${policy.floorPercent}% floor, over the term`],
    ['At risk', showDollars(exposure.atRiskUsd), 'to the floor, if usage runs high'],
  ];
  return (
    <dl className="statistics">
      {figures.map(([name, value, note]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <span className="figure">{value}</span>
            <span className="muted small block">{note}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
