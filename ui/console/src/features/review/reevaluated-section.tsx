import type { Estimate } from '@dealfloor/price-book';
import type { ReactNode } from 'react';
import { Scroller } from '../../components/scroller.tsx';
import { VerdictLabel } from '../../components/verdict-label.tsx';
import { showDollars } from '../../words/show-dollars.ts';
import { showMargin, showRange } from '../../words/show-margin.ts';
import { ReviewSection } from './review-section.tsx';

type ReevaluatedSectionProps = { frozen: Estimate; current: Estimate };

/** The frozen figures beside the same sizing under today's price book and policy; nothing frozen is rewritten. */
export function ReevaluatedSection({ frozen, current }: ReevaluatedSectionProps) {
  const rows: [string, (estimate: Estimate) => ReactNode][] = [
    ['Verdict', ({ verdict }) => <VerdictLabel word={verdict.word} />],
    ['Margin over the term', ({ term }) => showMargin(term.grossMargin)],
    ['Likely range', ({ range }) => showRange(range.lowPercent, range.highPercent)],
    ['Cost of month 1', ({ month }) => showDollars(month.costUsd)],
    ['Shortfall over the term', ({ shortfallUsd }) => showDollars(shortfallUsd)],
    ['At risk if high', ({ range }) => showDollars(range.highUsageShortfallUsd)],
    ['Price book', ({ priceBook }) => priceBook.version],
    ['Policy', ({ policy }) => policy.version],
  ];
  const hasNewWord = frozen.verdict.word !== current.verdict.word;
  return (
    <ReviewSection title="Prices have moved since this was asked">
      <p>
        {hasNewWord ? 'The verdict is another word today. ' : 'The verdict keeps its word. '}
        You decide on both: what was frozen, and what it comes to now.
      </p>
      <Scroller label="Frozen and re-evaluated figures">
        <table className="table reevaluated">
          <thead>
            <tr>
              <th scope="col">Figure</th>
              <th scope="col">When asked</th>
              <th scope="col">Today</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, show]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className="figure">{show(frozen)}</td>
                <td className="figure">{show(current)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
    </ReviewSection>
  );
}
