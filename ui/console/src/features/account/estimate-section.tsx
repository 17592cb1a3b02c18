import type { AccountView, EstimateVersusActual } from '@dealfloor/price-book';
import { showDollars } from '../../words/show-dollars.ts';
import { showShare } from '../../words/show-margin.ts';
import { showQuantity } from '../../words/show-quantity.ts';

type EstimateSectionProps = { estimate: EstimateVersusActual; window: AccountView['window'] };

/** What was signed beside what runs, both per day, and what makes the difference. */
export function EstimateSection({ estimate, window }: EstimateSectionProps) {
  const rows = [
    ['Margin', showShare(estimate.signedMarginPercent), showShare(estimate.actualMarginPercent)],
    ['Cost a day', showDollars(estimate.signedCostPerDayUsd), showDollars(estimate.actualCostPerDayUsd)],
    ['Calls a day', showQuantity(estimate.signedCallsPerDay), showQuantity(estimate.actualCallsPerDay)],
  ] as const;
  return (
    <section className="panel review-section" aria-labelledby="estimate">
      <h2 id="estimate">Estimate and actual</h2>
      <p data-testid="estimate-sentence">{estimate.sentence}</p>
      <table className="table estimate-table">
        <thead>
          <tr>
            <td />
            <th scope="col" className="number">
              Signed
            </th>
            <th scope="col" className="number">
              Last {window} days
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, signed, actual]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="figure number">{signed}</td>
              <td className="figure number">{actual}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="muted small">
        Sold by {estimate.dealName}, estimate version {estimate.estimateVersion}: its margin over the term,
        and month 1 over 30 days. The booked days are counted from the first use on.
      </p>
    </section>
  );
}
