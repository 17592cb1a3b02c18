import type { Estimate } from '@dealfloor/price-book';
import { Scroller } from '../../components/scroller.tsx';
import { showDollars } from '../../words/show-dollars.ts';
import { showShare } from '../../words/show-margin.ts';
import { showQuantity } from '../../words/show-quantity.ts';
import { MarginLine } from './margin-line.tsx';
import { ReviewSection } from './review-section.tsx';

/** Whether the deal sinks before renewal: each month, drawn and in figures. */
export function MonthsSection({ estimate }: { estimate: Estimate }) {
  return (
    <ReviewSection title="Margin over the term">
      <p>{monthsSentence(estimate)}</p>
      <div className="months">
        <MarginLine estimate={estimate} />
        <Scroller label="Margin by month">
          <table className="table months-table">
            <thead>
              <tr>
                <th scope="col">Month</th>
                <th scope="col" className="number">
                  Calls
                </th>
                <th scope="col" className="number">
                  Cost
                </th>
                <th scope="col" className="number">
                  Margin
                </th>
                <th scope="col" className="number">
                  If usage runs high
                </th>
              </tr>
            </thead>
            <tbody>
              {estimate.months.map(({ month, calls, costUsd, marginPercent, highUsageMarginPercent }) => (
                <tr key={month}>
                  <th scope="row" className="figure">
                    {month}
                  </th>
                  <td className="figure number">{showQuantity(calls)}</td>
                  <td className="figure number">{showDollars(costUsd)}</td>
                  <td className="figure number">{showShare(marginPercent)}</td>
                  <td className="figure number">{showShare(highUsageMarginPercent)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroller>
      </div>
    </ReviewSection>
  );
}

function monthsSentence({ belowFloorFromMonth, lastMonthPercent, months, policy }: Estimate): string {
  const last = `It ends at ${showShare(lastMonthPercent)} in month ${months.length}.`;
  if (lastMonthPercent === null) return 'The months have no margin yet.';
  if (belowFloorFromMonth === null) return `Never below the ${policy.floorPercent}% floor. ${last}`;
  if (belowFloorFromMonth === 1)
    return `Below the ${policy.floorPercent}% floor from the first month. ${last}`;
  return `Falls below the floor in month ${belowFloorFromMonth}. ${last}`;
}
