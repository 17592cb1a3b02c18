import {
  centsThatAddUp,
  type Estimate,
  parseMoney,
  printMoney,
  showCents,
  showCount,
} from '@dealfloor/price-book';
import { paint } from './say.ts';
import { type Column, tableLines } from './text-table.ts';

const LOCALE = 'en-US';
const NANO_PER_CENT = 10_000_000n;

const CATEGORIES = [
  ['credits', 'Credits'],
  ['shared', 'Shared'],
  ['ai', 'AI'],
  ['compute', 'Compute'],
  ['database', 'Database'],
  ['transfer', 'Transfer'],
  ['storage', 'Storage'],
] as const;

type Row = { readonly name: string; readonly calls: bigint; readonly cells: readonly bigint[] };

/** Cost of month 1, endpoint by category, in cents that add up along every row and down every column. */
export function costTable(estimate: Estimate): string[] {
  const used = CATEGORIES.filter(([category]) =>
    estimate.endpoints.some(({ usd }) => parseMoney(usd[category]) !== 0n),
  );
  const rows = rowsOf(
    estimate,
    used.map(([category]) => category),
  );
  const columns: Column[] = [
    { heading: 'Endpoint', align: 'left' },
    ...['Calls', ...used.map(([, heading]) => heading), 'Total'].map((heading) => ({
      heading,
      align: 'right' as const,
    })),
  ];
  const total: Row = {
    name: 'Total',
    calls: sumOf(rows.map(({ calls }) => calls)),
    cells: used.map((_category, index) => sumOf(rows.map(({ cells }) => cells[index] ?? 0n))),
  };
  const [head = '', ...lines] = tableLines(columns, [...rows, total].map(cellsOf));
  const rule = paint('dim', '─'.repeat(Math.max(head.length, ...lines.map((line) => line.length))));
  return [paint('bold', head), rule, ...lines.slice(0, -1), rule, paint('bold', lines.at(-1) ?? '')];
}

type Category = (typeof CATEGORIES)[number][0];

function rowsOf({ endpoints }: Estimate, categories: readonly Category[]): Row[] {
  const texts = endpoints.map(({ totalUsd }) => totalUsd);
  const totals = centsThatAddUp(texts, printMoney(sumOf(texts.map(parseMoney))));
  return endpoints.map(({ label, calls, usd }, index) => ({
    name: label,
    calls: BigInt(calls),
    cells: centsThatAddUp(
      categories.map((category) => usd[category]),
      printMoney((totals[index] ?? 0n) * NANO_PER_CENT),
    ),
  }));
}

function cellsOf({ name, calls, cells }: Row): string[] {
  return [
    name,
    showCount(calls.toString(), LOCALE),
    ...[...cells, sumOf(cells)].map((cents) => showCents(cents, LOCALE)),
  ];
}

function sumOf(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
