import type { EstimateVersion } from '@dealfloor/price-book';
import { Button } from '@mantine/core';
import { Scroller } from '../../components/scroller.tsx';
import { showDollars } from '../../words/show-dollars.ts';
import { showCredits, showQuantity } from '../../words/show-quantity.ts';
import { CostAmount } from './cost-amount.tsx';
import { costCsvRows } from './cost-csv.ts';
import { CATEGORY_NAMES, type CostRow, type CostTable, costTable, sumCounts } from './cost-table-rows.ts';
import { costFileName, downloadCsv } from './download-csv.ts';
import { ReviewSection } from './review-section.tsx';

type CostSectionProps = { dealName: string; frozen: EstimateVersion };

/** Where the money goes in month 1: every endpoint by category, and their sum. */
export function CostSection({ dealName, frozen: { estimate, version } }: CostSectionProps) {
  const table = costTable(estimate);
  const download = (
    <Button
      variant="default"
      size="compact-sm"
      onClick={() => downloadCsv(costFileName(dealName, version), costCsvRows(estimate))}
    >
      Export CSV
    </Button>
  );
  return (
    <ReviewSection title="Cost of month 1" aside={download}>
      <Scroller label="Cost of month 1 by endpoint and category">
        <table className="table cost-table">
          <CostHead table={table} />
          <tbody>
            {table.rows.map((row) => (
              <CostLine key={row.figures.endpoint} row={row} />
            ))}
          </tbody>
          <CostFoot table={table} />
        </table>
      </Scroller>
      <CostNotes estimate={estimate} />
    </ReviewSection>
  );
}

function CostHead({ table: { categories } }: { table: CostTable }) {
  const names = [
    'Calls',
    'Credits',
    ...categories.map((category) => `${CATEGORY_NAMES[category]} $`),
    'Total $',
  ];
  return (
    <thead>
      <tr>
        <th scope="col">Endpoint</th>
        {names.map((name) => (
          <th key={name} scope="col" className="number">
            {name}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function CostLine({ row: { figures, amounts, total } }: { row: CostRow }) {
  return (
    <tr data-testid="cost-row">
      <th scope="row">
        {figures.label}
        <span className="muted small block">{figures.endpoint}</span>
      </th>
      <td className="figure number">{showQuantity(figures.calls)}</td>
      <td className="figure number">{showCredits(figures.milliCredits)}</td>
      {amounts.map((amount, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the columns are fixed
        <td key={index} className="figure number">
          <CostAmount amount={amount} />
        </td>
      ))}
      <td className="figure number total">
        <CostAmount amount={total} />
      </td>
    </tr>
  );
}

function CostFoot({ table: { rows, columns, total } }: { table: CostTable }) {
  const calls = sumCounts(rows.map(({ figures }) => figures.calls));
  const milliCredits = sumCounts(rows.map(({ figures }) => figures.milliCredits));
  return (
    <tfoot>
      <tr data-testid="cost-total">
        <th scope="row">Total</th>
        <td className="figure number">{showQuantity(calls)}</td>
        <td className="figure number">{showCredits(milliCredits)}</td>
        {columns.map((amount, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the columns are fixed
          <td key={index} className="figure number">
            <CostAmount amount={amount} />
          </td>
        ))}
        <td className="figure number total">
          <CostAmount amount={total} />
        </td>
      </tr>
    </tfoot>
  );
}

function CostNotes({ estimate }: { estimate: EstimateVersion['estimate'] }) {
  const { shared, customerPaysUpstreamUsd, trial, month } = estimate;
  return (
    <div className="muted small notes">
      <p>
        A month has 30 days. Amounts are shown to the cent and add up both ways; the CSV holds them exactly.
      </p>
      {shared ? (
        <p>
          Shared = {showDollars(shared.poolUsd)} pool × {showQuantity(shared.ownCalls)} calls of this deal / (
          {showQuantity(shared.otherCalls)} calls of everyone else + {showQuantity(shared.ownCalls)}) ={' '}
          {showDollars(shared.amountUsd)}.
        </p>
      ) : null}
      {customerPaysUpstreamUsd === null ? null : (
        <p>
          Credits are paid by the customer to the upstream, about {showDollars(customerPaysUpstreamUsd)} in
          month 1; they are in no total here.
        </p>
      )}
      {trial ? (
        <p>
          The trial of {trial.days} days before month 1 costs {showDollars(trial.costUsd)}: a sales cost, in
          no margin.
        </p>
      ) : null}
      {month.costUsd === null ? (
        <p>Some of it has no price yet, so the cost of the month is not known.</p>
      ) : null}
    </div>
  );
}
