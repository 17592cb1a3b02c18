import type { AccountView } from '@dealfloor/price-book';
import { Scroller } from '../../components/scroller.tsx';
import { columnCents, showKnownCents } from '../../words/add-up.ts';
import { showDollars } from '../../words/show-dollars.ts';
import { showShare } from '../../words/show-margin.ts';
import { showQuantity } from '../../words/show-quantity.ts';

/** Where the money goes, the dearest endpoint first; the rows are the account's cost. */
export function EndpointMix({ view: { account, endpoints } }: { view: AccountView }) {
  const { costUsd, billableCalls } = account.figures;
  const cents = columnCents(
    endpoints.map((endpoint) => endpoint.costUsd),
    costUsd,
  );
  return (
    <section className="panel review-section" aria-labelledby="mix">
      <h2 id="mix">Where the money goes</h2>
      {endpoints.length === 0 ? <p className="muted">Nothing was used in this window.</p> : null}
      {endpoints.length > 0 ? (
        <Scroller label="Cost by endpoint">
          <table className="table mix-table">
            <thead>
              <tr>
                <th scope="col">Endpoint</th>
                <th scope="col" className="number">
                  Cost
                </th>
                <th scope="col">Share of cost</th>
                <th scope="col" className="number">
                  Billable calls
                </th>
              </tr>
            </thead>
            <tbody>
              {endpoints.map(({ endpoint, label, billableCalls, sharePercent, sharedUsd }, index) => (
                <tr key={endpoint} data-testid="endpoint-row">
                  <th scope="row">
                    {label}
                    {label === endpoint ? null : <span className="muted small block">{endpoint}</span>}
                  </th>
                  <td
                    className="figure number"
                    data-testid="endpoint-cost"
                    title={sharedUsd === null ? undefined : `${showDollars(sharedUsd)} of it shared`}
                  >
                    {showKnownCents(cents[index] ?? null)}
                  </td>
                  <td>
                    <ShareBar percent={sharePercent} />
                  </td>
                  <td className="figure number">{showQuantity(billableCalls)}</td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">Together</th>
                <td className="figure number" data-testid="endpoint-total">
                  {showDollars(costUsd)}
                </td>
                <td />
                <td className="figure number">{showQuantity(billableCalls)}</td>
              </tr>
            </tfoot>
          </table>
        </Scroller>
      ) : null}
    </section>
  );
}

function ShareBar({ percent }: { percent: string | null }) {
  if (percent === null) return <span className="muted">Not known</span>;
  return (
    <span className="share">
      <span className="share-track" aria-hidden="true">
        <span className="share-bar" style={{ width: `${percent}%` }} />
      </span>
      <span className="figure">{showShare(percent)}</span>
    </span>
  );
}
