import { type Estimate, showCount, showMoney, showPercent } from '@dealfloor/price-book';
import {
  Accordion,
  type ChartDataRow,
  Flex,
  LineChart,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';

const HIGH_USAGE = 'If usage runs high';

/** How the margin moves month by month against the floor: a sentence, a line, and the same numbers as a table. */
export function MarginOverTerm({ estimate, locale }: { estimate: Estimate; locale: string }) {
  const floor = `Floor ${estimate.policy.floorPercent}%`;
  const data = estimate.months.flatMap(({ month, marginPercent, highUsageMarginPercent }) => [
    ...point(month, 'Margin', marginPercent),
    ...point(month, floor, estimate.policy.floorPercent),
    ...point(month, HIGH_USAGE, highUsageMarginPercent),
  ]);
  const isDrawn = estimate.months.some(({ marginPercent }) => marginPercent !== null);
  return (
    <Flex direction="column" gap="sm">
      <Text testId="term-sentence">{termSentence(estimate)}</Text>
      {isDrawn ? (
        <LineChart
          testId="term-chart"
          data={data}
          axes={{
            x: { field: 'month', fieldType: 'category', label: 'Month' },
            y: { field: 'percent', fieldType: 'linear', label: 'Margin, %' },
            options: {
              groupFieldByColor: 'series',
              colors: { Margin: 'blue', [floor]: 'darkOrange', [HIGH_USAGE]: 'purple' },
            },
          }}
          options={{ showLegend: true, showTooltips: true }}
        />
      ) : null}
      {estimate.months.length > 0 ? (
        <Accordion title="The same numbers as a table" size="sm" testId="term-accordion">
          <MonthTable estimate={estimate} locale={locale} />
        </Accordion>
      ) : null}
    </Flex>
  );
}

function MonthTable({ estimate, locale }: { estimate: Estimate; locale: string }) {
  const money = (text: string | null) => (text === null ? 'Not known' : showMoney(text, locale));
  return (
    <Table bordered density="compact" testId="term-table">
      <TableHead>
        <TableRow>
          <TableHeader>Month</TableHeader>
          <TableHeader align="right">Calls</TableHeader>
          <TableHeader align="right">Customer pays</TableHeader>
          <TableHeader align="right">Costs us</TableHeader>
          <TableHeader align="right">Margin</TableHeader>
          <TableHeader align="right">{HIGH_USAGE}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {estimate.months.map((month) => (
          <TableRow key={month.month} testId={`term-row-${month.month}`}>
            <TableCell>{`M${month.month}`}</TableCell>
            <TableCell align="right">{showCount(month.calls, locale)}</TableCell>
            <TableCell align="right">{money(month.revenueUsd)}</TableCell>
            <TableCell align="right">{money(month.costUsd)}</TableCell>
            <TableCell align="right">{showPercent(month.marginPercent, locale)}</TableCell>
            <TableCell align="right">{showPercent(month.highUsageMarginPercent, locale)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** What the line says in words. */
export function termSentence({ months, belowFloorFromMonth, policy, verdict }: Estimate): string {
  if (verdict.word === null) return 'Trials and free plans earn nothing; there is no margin to follow.';
  if (months.every(({ marginPercent }) => marginPercent === null)) return 'No margin to draw yet.';
  if (belowFloorFromMonth === null)
    return `Stays at or above the ${policy.floorPercent}% floor in every month.`;
  if (belowFloorFromMonth === 1) return 'Below the floor from month 1.';
  return `Falls below the floor in month ${belowFloorFromMonth}.`;
}

function point(month: number, series: string, percent: string | null): ChartDataRow[] {
  return percent === null ? [] : [{ month: `M${month}`, series, percent: Number(percent) }];
}
