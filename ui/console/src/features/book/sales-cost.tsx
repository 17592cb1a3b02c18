import type { AccountBook } from '@dealfloor/price-book';
import { columnCents, showKnownCents } from '../../words/add-up.ts';
import { showDollars } from '../../words/show-dollars.ts';
import { counted } from '../../words/show-quantity.ts';
import { AccountLink, hasOwners, OwnerAndPlan } from './book-cells.tsx';

/** Trials and free plans: what it costs to win accounts, in no margin. */
export function SalesCost({ book }: { book: AccountBook }) {
  const { salesCost, window } = book;
  const { rows, accounts, restUsd, costUsd } = salesCost;
  if (accounts === 0) return null;
  const beyond = accounts - rows.length;
  const amounts = [...rows.map(({ figures }) => figures.costUsd), ...(beyond > 0 ? [restUsd] : [])];
  const cents = columnCents(amounts, costUsd);
  return (
    <section className="panel sales-cost" aria-labelledby="sales-cost">
      <h2 id="sales-cost">Sales cost {showDollars(costUsd)}</h2>
      <p className="muted">
        {counted(accounts, 'account')} on trial or on a free plan in these {window} days. A cost of winning
        customers: in no margin.
      </p>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Account</th>
            <th scope="col">Plan</th>
            <th scope="col" className="number">
              Cost
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.tenantId} data-testid="sales-row">
              <th scope="row">
                <AccountLink row={row} window={window} />
              </th>
              <td>
                <OwnerAndPlan row={row} hasOwner={hasOwners(book)} />
              </td>
              <td className="figure number">{showKnownCents(cents[index] ?? null)}</td>
            </tr>
          ))}
          {beyond > 0 ? (
            <tr>
              <th scope="row">{counted(beyond, 'more account')}</th>
              <td />
              <td className="figure number">{showKnownCents(cents.at(-1) ?? null)}</td>
            </tr>
          ) : null}
        </tbody>
        <tfoot>
          <tr data-testid="sales-total">
            <th scope="row">{counted(accounts, 'account')}</th>
            <td />
            <td className="figure number">{showDollars(costUsd)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
