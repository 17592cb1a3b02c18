import { type AccountView, showCents, showCount, showPercent } from '@dealfloor/price-book';
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
import { type MixTable, mixTable } from './mix-table.ts';

const COLORS = { 'By use': 'blue', Shared: 'aqua' } as const;

/** Where the cost of the window comes from: a bar and a row for each endpoint, the rows summing to the total. */
export function EndpointMix({ view, locale }: { view: AccountView; locale: string }) {
  if (view.endpoints.length === 0) return <Text testId="mix-empty">No call in these days.</Text>;
  const table = mixTable(view.endpoints);
  return (
    <Flex direction="column" gap="sm">
      {table.costCents > 0n ? <MixChart table={table} /> : null}
      <MixGrid table={table} locale={locale} />
    </Flex>
  );
}

function MixChart({ table }: { table: MixTable }) {
  const data: ChartDataRow[] = table.rows.flatMap(({ label, variableCents, sharedCents }) => [
    { endpoint: label, part: 'By use', usd: dollarsToDraw(variableCents ?? 0n) },
    { endpoint: label, part: 'Shared', usd: dollarsToDraw(sharedCents ?? 0n) },
  ]);
  return (
    <BarChart
      testId="mix-chart"
      data={data}
      axes={{
        x: { field: 'endpoint', fieldType: 'category', label: 'Endpoint' },
        y: { field: 'usd', fieldType: 'linear', label: 'USD' },
        options: { groupFieldByColor: 'part', stacking: true, colors: COLORS },
      }}
      options={{ title: 'Cost by endpoint', showLegend: true, showTooltips: true }}
    />
  );
}

function MixGrid({ table, locale }: { table: MixTable; locale: string }) {
  const money = (cents: bigint | null) => (cents === null ? 'Not known' : showCents(cents, locale));
  return (
    <Table bordered density="condensed" testId="mix-table">
      <TableHead>
        <TableRow>
          <TableHeader>Endpoint</TableHeader>
          <TableHeader align="right">Billable calls</TableHeader>
          <TableHeader align="right">By use</TableHeader>
          <TableHeader align="right">Shared</TableHeader>
          <TableHeader align="right">Costs us</TableHeader>
          <TableHeader align="right">Share</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {table.rows.map((row, index) => (
          <TableRow key={row.key} testId={`mix-row-${index}`}>
            <TableCell>{row.label}</TableCell>
            <TableCell align="right">{showCount(row.calls, locale)}</TableCell>
            <TableCell align="right">{money(row.variableCents)}</TableCell>
            <TableCell align="right">{money(row.sharedCents)}</TableCell>
            <TableCell align="right" testId={`mix-row-${index}-cost`}>
              {money(row.costCents)}
            </TableCell>
            <TableCell align="right">{showPercent(row.sharePercent, locale)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
      <TableFooter>
        <TableRow>
          <TableHeader>{table.isKnown ? 'Total' : 'Total of what is known'}</TableHeader>
          <TableHeader align="right">{showCount(table.calls, locale)}</TableHeader>
          <TableHeader align="right" testId="mix-total-variable">
            {money(table.variableCents)}
          </TableHeader>
          <TableHeader align="right" testId="mix-total-shared">
            {money(table.sharedCents)}
          </TableHeader>
          <TableHeader align="right" testId="mix-total">
            {money(table.costCents)}
          </TableHeader>
          <TableHeader> </TableHeader>
        </TableRow>
      </TableFooter>
    </Table>
  );
}
