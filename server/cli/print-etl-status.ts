import type { QuarantinedTenant } from '../facts/quarantine-by-tenant.ts';
import type { EtlStatus } from '../facts/read-etl-status.ts';
import { calendarLines } from './coverage-calendar.ts';
import { looksOf, priceBookText } from './etl-looks.ts';
import { paint } from './say.ts';
import { tableLines } from './text-table.ts';
import { usdText } from './usd-text.ts';

const LOCALE = 'en-US';
const RUNS_SHOWN = 5;
const ROWS_SHOWN = 8;

type Shown = {
  readonly portalId: string;
  readonly status: EtlStatus;
  readonly byTenant: readonly QuarantinedTenant[];
};

/** How the facts stand, as a person reads it in a terminal. */
export function statusLines({ portalId, status, byTenant }: Shown): string[] {
  const looks = looksOf(status);
  return [
    `Portal ${portalId}. ${status.freshness.sentence}`,
    '',
    ...calendarLines(status.days, firstBooked(status)),
    '',
    `Price book   ${priceBookText(status.priceBook)}`,
    ...(looks.length === 0
      ? [paint('green', '✔ Nothing needs a look.')]
      : looks.map((look) => paint('yellow', `✖ ${look}`))),
    ...quarantineLines(status, byTenant),
    '',
    ...runLines(status),
  ];
}

function quarantineLines({ quarantine }: EtlStatus, byTenant: readonly QuarantinedTenant[]): string[] {
  if (quarantine.length === 0) return [];
  const columns = (name: string, other: string) => [
    { heading: `Quarantine by ${name}`, align: 'left' as const },
    { heading: 'Why', align: 'left' as const },
    ...[other, 'Days', 'Requests', 'Cost'].map((heading) => ({ heading, align: 'right' as const })),
  ];
  const cells = (
    name: string,
    row: Pick<QuarantinedTenant, 'reason' | 'days' | 'attempts' | 'variableNanoUsd'>,
    of: number,
  ) => [
    name,
    row.reason.replace('-', ' '),
    String(of),
    String(row.days),
    count(row.attempts),
    usdText(row.variableNanoUsd),
  ];
  return [
    '',
    ...cut(
      tableLines(
        columns('endpoint', 'Accounts'),
        quarantine.map((row) => cells(row.endpoint, row, row.tenants)),
      ),
    ),
    '',
    ...cut(
      tableLines(
        columns('account', 'Endpoints'),
        byTenant.map((row) => cells(row.tenantId, row, row.endpoints)),
      ),
    ),
  ];
}

function runLines({ runs }: EtlStatus): string[] {
  if (runs.length === 0) return [];
  const rows = runs
    .slice(0, RUNS_SHOWN)
    .map((run) => [
      run.eventDate,
      run.state,
      `${run.startedAt.slice(0, 16).replace('T', ' ')}`,
      run.startedBy,
      run.source,
      count(run.rowsRead),
      run.milliseconds === null ? '–' : `${(run.milliseconds / 1_000).toFixed(2)} s`,
    ]);
  const columns = ['Last runs', 'State', 'Started (UTC)', 'By', 'Source'].map((heading) => ({
    heading,
    align: 'left' as const,
  }));
  const numbers = ['Rows', 'Took'].map((heading) => ({ heading, align: 'right' as const }));
  return cut(tableLines([...columns, ...numbers], rows));
}

function cut([head = '', ...lines]: string[]): string[] {
  const more = lines.length - ROWS_SHOWN;
  return [
    paint('bold', head),
    ...lines.slice(0, ROWS_SHOWN),
    ...(more > 0 ? [`and ${more} more (--json)`] : []),
  ];
}

function firstBooked({ days }: EtlStatus): string | null {
  return days.findLast(({ booked }) => booked !== null)?.day ?? null;
}

function count(value: bigint): string {
  return new Intl.NumberFormat(LOCALE).format(value);
}
