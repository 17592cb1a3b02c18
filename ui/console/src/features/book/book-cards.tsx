import type { AccountBook } from '@dealfloor/price-book';
import { AccountMargin } from '../../components/account-margin.tsx';
import { showKnownCents } from '../../words/add-up.ts';
import { showMargin } from '../../words/show-margin.ts';
import { counted } from '../../words/show-quantity.ts';
import { AccountLink, hasOwners, OwnerAndPlan, TopEndpoint } from './book-cells.tsx';
import { type BookLine, bookLines } from './book-lines.ts';

/** The same accounts for a narrow screen: one card each, nothing to scroll sideways. */
export function BookCards({ book }: { book: AccountBook }) {
  const { rows, rest, totals } = bookLines(book);
  return (
    <ul className="book-cards" aria-label="Accounts">
      {rows.map(({ row, line }) => (
        <li key={row.tenantId} className="panel" data-testid="book-row">
          <h2>
            <AccountLink row={row} window={book.window} />
          </h2>
          <p className="card-verdict">
            <AccountMargin account={row} />
          </p>
          <Amounts line={line} hasRevenue={row.figures.revenueUsd !== null}>
            <dt>Plan</dt>
            <dd>
              <OwnerAndPlan row={row} hasOwner={hasOwners(book)} />
            </dd>
            <dt>Top endpoint</dt>
            <dd>
              <TopEndpoint row={row} />
            </dd>
          </Amounts>
        </li>
      ))}
      {book.rest && rest ? (
        <li className="panel" data-testid="book-rest">
          <h2>{counted(book.rest.accounts, 'more account')}</h2>
          <Amounts line={rest} hasRevenue />
        </li>
      ) : null}
      <li className="panel book-sum" data-testid="book-total">
        <h2>{counted(book.accounts, 'account')} together</h2>
        <p className="figure">{showMargin(book.totals.grossMargin)}</p>
        <Amounts line={totals} hasRevenue={book.totals.revenueUsd !== null} />
      </li>
    </ul>
  );
}

type AmountsProps = { line: BookLine; hasRevenue: boolean; children?: React.ReactNode };

function Amounts({ line: { revenue, cost, leftOver }, hasRevenue, children }: AmountsProps) {
  return (
    <dl className="facts">
      <dt>Revenue</dt>
      <dd className="figure">{hasRevenue ? showKnownCents(revenue) : 'None'}</dd>
      <dt>Cost</dt>
      <dd className="figure">{showKnownCents(cost)}</dd>
      <dt>Left over</dt>
      <dd className="figure">{showKnownCents(leftOver)}</dd>
      {children}
    </dl>
  );
}
