import type { AccountBook, AccountRow } from '@dealfloor/price-book';
import { AccountMargin } from '../../components/account-margin.tsx';
import { Scroller } from '../../components/scroller.tsx';
import { showKnownCents } from '../../words/add-up.ts';
import { showDollars } from '../../words/show-dollars.ts';
import { showMargin } from '../../words/show-margin.ts';
import { counted } from '../../words/show-quantity.ts';
import { AccountLink, hasOwners, OwnerAndPlan, TopEndpoint } from './book-cells.tsx';
import { type BookLine, bookLines } from './book-lines.ts';

/** The accounts of a book, the least left over first, and what they are together. */
export function BookTable({ book }: { book: AccountBook }) {
  const { rows, rest, totals } = bookLines(book);
  return (
    <Scroller label="Accounts">
      <table className="table book-table">
        <thead>
          <tr>
            <th scope="col">Account</th>
            <th scope="col">Plan</th>
            <th scope="col" className="number">
              Revenue
            </th>
            <th scope="col" className="number">
              Cost
            </th>
            <th scope="col" className="number">
              Left over
            </th>
            <th scope="col">Margin</th>
            <th scope="col">Top endpoint</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, line }) => (
            <BookRow
              key={row.tenantId}
              row={row}
              line={line}
              window={book.window}
              hasOwner={hasOwners(book)}
            />
          ))}
          {book.rest && rest ? (
            <tr data-testid="book-rest">
              <th scope="row">{counted(book.rest.accounts, 'more account')}</th>
              <td />
              <Amounts line={rest} hasRevenue />
              <td className="figure">{showMargin(book.rest.figures.grossMargin)}</td>
              <td />
            </tr>
          ) : null}
        </tbody>
        <tfoot>
          <tr data-testid="book-total">
            <th scope="row">{counted(book.accounts, 'account')}</th>
            <td />
            <Amounts line={totals} hasRevenue={book.totals.revenueUsd !== null} />
            <td className="figure">{showMargin(book.totals.grossMargin)}</td>
            <td />
          </tr>
        </tfoot>
      </table>
    </Scroller>
  );
}

type BookRowProps = {
  row: AccountRow;
  line: BookLine;
  window: AccountBook['window'];
  hasOwner: boolean;
};

function BookRow({ row, line, window, hasOwner }: BookRowProps) {
  const { figures } = row;
  return (
    <tr data-testid="book-row">
      <th scope="row">
        <AccountLink row={row} window={window} />
      </th>
      <td>
        <OwnerAndPlan row={row} hasOwner={hasOwner} />
      </td>
      <Amounts line={line} hasRevenue={figures.revenueUsd !== null} exact={figures} />
      <td>
        <AccountMargin account={row} />
      </td>
      <td>
        <TopEndpoint row={row} />
      </td>
    </tr>
  );
}

type AmountsProps = { line: BookLine; hasRevenue: boolean; exact?: AccountRow['figures'] };

function Amounts({ line: { revenue, cost, leftOver }, hasRevenue, exact }: AmountsProps) {
  return (
    <>
      <td className="figure number" title={exact?.revenueUsd ? `Exactly ${exact.revenueUsd} USD` : undefined}>
        {hasRevenue ? showKnownCents(revenue) : 'None'}
      </td>
      <td className="figure number" title={exact?.costUsd ? `Exactly ${exact.costUsd} USD` : undefined}>
        {showKnownCents(cost)}
      </td>
      <td
        className="figure number"
        title={exact?.leftOverUsd ? `Exactly ${showDollars(exact.leftOverUsd)}` : undefined}
      >
        {showKnownCents(leftOver)}
      </td>
    </>
  );
}
