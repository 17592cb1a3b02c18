import { type EndpointFigures, type Estimate, printDecimal } from '@dealfloor/price-book';
import { CATEGORIES, CATEGORY_NAMES, sumCounts, sumUsd } from './cost-table-rows.ts';

const COMMAND = /^[=+\-@\t\r]/;
const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/;

/** A cell that a spreadsheet reads as text and never as a formula; plain numbers stay numbers. */
export function csvCell(text: string): string {
  const harmless = COMMAND.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

/** The cost table of month 1 with exact amounts, as rows of a CSV file; the last row is the sum. */
export function costCsvRows({ endpoints }: Pick<Estimate, 'endpoints'>): string[][] {
  const sum = (pick: (figures: EndpointFigures) => string) => sumCounts(endpoints.map(pick));
  const usd = (pick: (figures: EndpointFigures) => string) => sumUsd(endpoints.map(pick));
  return [
    [
      ...['Endpoint', 'Name', 'Operations', 'Calls', 'Cache hits', 'Credits'],
      ...CATEGORIES.map((category) => `${CATEGORY_NAMES[category]} USD`),
      'Total USD',
    ],
    ...endpoints.map((figures) => [
      figures.endpoint,
      figures.label,
      figures.operations,
      figures.calls,
      figures.cacheHits,
      printDecimal(BigInt(figures.milliCredits), 3),
      ...CATEGORIES.map((category) => figures.usd[category]),
      figures.totalUsd,
    ]),
    [
      'Total',
      '',
      sum(({ operations }) => operations),
      sum(({ calls }) => calls),
      sum(({ cacheHits }) => cacheHits),
      printDecimal(BigInt(sum(({ milliCredits }) => milliCredits)), 3),
      ...CATEGORIES.map((category) => usd((figures) => figures.usd[category])),
      usd(({ totalUsd }) => totalUsd),
    ],
  ];
}
