import { type AccountView, showMoney, toCents } from '@dealfloor/price-book';
import { Accordion, type ChartDataRow, Flex, LineChart, Text } from '@hubspot/ui-extensions';
import { dollarsToDraw } from '../words/dollars-to-draw.ts';
import { noonOf, showDay, showShortDay } from '../words/show-day.ts';
import { dayNotes } from './day-notes.ts';
import { DayTable } from './day-table.tsx';
import { type CostedDay, unbrokenRuns } from './unbroken-runs.ts';

/** What each day cost: in words, as a line that breaks where a day is not known, and as a table. */
export function DailyCost({ view, locale }: { view: AccountView; locale: string }) {
  const runs = unbrokenRuns(view.days);
  return (
    <Flex direction="column" gap="sm">
      <Text testId="days-sentence">{daysSentence(runs.flat(), locale)}</Text>
      {dayNotes(view.days, locale).map((note, index) => (
        <Text key={note} testId={`day-note-${index}`}>
          {note}
        </Text>
      ))}
      {runs.length > 0 ? <DailyChart runs={runs} locale={locale} /> : null}
      <Accordion title="The same days as a table" size="sm" testId="days-accordion">
        <DayTable view={view} locale={locale} />
      </Accordion>
    </Flex>
  );
}

function DailyChart({ runs, locale }: { runs: readonly (readonly CostedDay[])[]; locale: string }) {
  const lines = runs.map((days) => ({ days, name: runs.length === 1 ? 'Costs us' : nameOf(days, locale) }));
  const data: ChartDataRow[] = lines.flatMap(({ days, name }) =>
    days.map(({ day, costUsd }) => ({
      day: noonOf(day).getTime(),
      line: name,
      usd: dollarsToDraw(toCents(costUsd)),
    })),
  );
  return (
    <LineChart
      testId="days-chart"
      data={data}
      axes={{
        x: { field: 'day', fieldType: 'datetime', label: 'UTC day' },
        y: { field: 'usd', fieldType: 'linear', label: 'USD a day' },
        options: {
          groupFieldByColor: 'line',
          colors: Object.fromEntries(lines.map(({ name }) => [name, 'blue'])),
        },
      }}
      options={{ title: 'Cost a day', showLegend: runs.length > 1, showTooltips: true }}
    />
  );
}

function nameOf(days: readonly CostedDay[], locale: string): string {
  const [first, last] = [days[0]?.day ?? '', days.at(-1)?.day ?? ''];
  if (first === last) return `Costs us, ${showShortDay(first, locale)}`;
  return `Costs us, ${showShortDay(first, locale)} to ${showShortDay(last, locale)}`;
}

function daysSentence(days: readonly CostedDay[], locale: string): string {
  const [first] = days;
  if (!first) return 'The cost of no day is known.';
  const dearest = days.reduce(
    (most, day) => (toCents(day.costUsd) > toCents(most.costUsd) ? day : most),
    first,
  );
  const cheapest = days.reduce(
    (least, day) => (toCents(day.costUsd) < toCents(least.costUsd) ? day : least),
    first,
  );
  if (days.length === 1) return `${showMoney(first.costUsd, locale)} on ${showDay(first.day, locale)}.`;
  const at = ({ costUsd, day }: CostedDay) => `${showMoney(costUsd, locale)} on ${showDay(day, locale)}`;
  return `From ${at(cheapest)} to ${at(dearest)}.`;
}
