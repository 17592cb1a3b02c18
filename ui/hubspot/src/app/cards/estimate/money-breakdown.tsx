import { type Estimate, showCents, showCount, showMoney } from '@dealfloor/price-book';
import {
  BarChart,
  type ChartDataRow,
  Flex,
  Table,
  TableBody,
  TableCell,
  TableFooter,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import { dollarsToDraw } from '../words/dollars-to-draw.ts';
import { CATEGORY_NAMES, type CostTable, costTable } from './cost-rows.ts';

const COLORS = {
  Credits: 'blue',
  Shared: 'aqua',
  AI: 'pink',
  Compute: 'orange',
  Database: 'green',
  Transfer: 'purple',
  Storage: 'yellow',
} as const;

/** Where the money of a month goes: a bar and a row for each endpoint, the visible total equal to its visible rows. */
export function MoneyBreakdown({ estimate, locale }: { estimate: Estimate; locale: string }) {
  const table = costTable(estimate);
  if (table.rows.length === 0) {
    return <Text testId="cost-empty">No endpoint yet. Add one above to see what it costs.</Text>;
  }
  return (
    <Flex direction="column" gap="sm">
      {table.totalCents > 0n ? <CostChart table={table} /> : null}
      <CostGrid table={table} locale={locale} isKnown={estimate.month.costUsd !== null} />
      {notes(estimate, locale).map((note, index) => (
        <Text key={note} variant="microcopy" testId={`cost-note-${index}`}>
          {note}
        </Text>
      ))}
    </Flex>
  );
}

function CostChart({ table }: { table: CostTable }) {
  const data: ChartDataRow[] = table.rows.flatMap((row) =>
    table.categories.map((category) => ({
      endpoint: row.label,
      category: CATEGORY_NAMES[category],
      usd: dollarsToDraw(row.cents[category]),
    })),
  );
  return (
    <BarChart
      testId="cost-chart"
      data={data}
      axes={{
        x: { field: 'endpoint', fieldType: 'category', label: 'Endpoint' },
        y: { field: 'usd', fieldType: 'linear', label: 'USD per month' },
        options: { groupFieldByColor: 'category', stacking: true, colors: COLORS },
      }}
      options={{ showLegend: true, showTooltips: true }}
    />
  );
}

function CostGrid({ table, locale, isKnown }: { table: CostTable; locale: string; isKnown: boolean }) {
  const money = (cents: bigint) => (cents === 0n ? '–' : showCents(cents, locale));
  return (
    <Table bordered density="condensed" testId="cost-table">
      <TableHead>
        <TableRow>
          <TableHeader>Endpoint</TableHeader>
          <TableHeader align="right">Calls /mo</TableHeader>
          {table.categories.map((category) => (
            <TableHeader key={category} align="right">
              {CATEGORY_NAMES[category]}
            </TableHeader>
          ))}
          <TableHeader align="right">USD /mo</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {table.rows.map((row, index) => (
          <TableRow key={row.label} testId={`cost-row-${index}`}>
            <TableCell>{row.label}</TableCell>
            <TableCell align="right">{showCount(row.calls, locale)}</TableCell>
            {table.categories.map((category) => (
              <TableCell key={category} align="right">
                {money(row.cents[category])}
              </TableCell>
            ))}
            <TableCell align="right" testId={`cost-row-${index}-total`}>
              {money(row.totalCents)}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
      <TableFooter>
        <TableRow>
          <TableHeader>{isKnown ? 'Total' : 'Total of what is known'}</TableHeader>
          <TableHeader> </TableHeader>
          {table.categories.map((category) => (
            <TableHeader key={category} align="right">
              {money(table.totals[category])}
            </TableHeader>
          ))}
          <TableHeader align="right" testId="cost-total">
            {money(table.totalCents)}
          </TableHeader>
        </TableRow>
      </TableFooter>
    </Table>
  );
}

function notes(estimate: Estimate, locale: string): string[] {
  const { shared, customerPaysUpstreamUsd, trial, keyMode } = estimate;
  const found = [];
  if (keyMode !== 'shared' && customerPaysUpstreamUsd !== null) {
    const amount = showMoney(customerPaysUpstreamUsd, locale);
    found.push(`Credits: Paid by the customer to TikLiveAPI, about ${amount} /mo (not in our margin).`);
  }
  if (trial && trial.costUsd !== null) {
    const cost = showMoney(trial.costUsd, locale);
    found.push(`Trial ${trial.days} days on our key, up to ${cost}, counted as sales cost, not in margin.`);
  }
  if (shared) {
    const pool = showMoney(shared.poolUsd, locale).replace(/[.,]00(?=\D*$)/, '');
    const others = showCount(shared.otherCalls, locale);
    const own = showCount(shared.ownCalls, locale);
    found.push(
      `Shared = ${pool} pool × this deal's calls / (${others} + this deal's calls). This deal: ${own} calls.`,
    );
  }
  found.push('30-day month, before growth.');
  return found;
}
