import { stringify } from 'csv-stringify/sync';
import type { Actor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { auditRows } from './audit-rows.ts';
import { type AuditFilter, filteredEntries } from './read-audit.ts';
import { requireAuditor } from './require-auditor.ts';

export type AuditFormat = 'csv' | 'jsonl';

/** The entries that a filter lets through as lines of a file, a page at a time: JSONL holds each whole, with its seal. */
export function exportAudit(
  ports: Ports,
  actor: Actor,
  filter: AuditFilter,
  format: AuditFormat,
): AsyncGenerator<string> {
  requireAuditor(actor);
  return format === 'csv' ? csvLines(ports, actor, filter) : jsonLines(ports, actor, filter);
}

async function* jsonLines(
  { database }: Ports,
  { portalId }: Actor,
  filter: AuditFilter,
): AsyncGenerator<string> {
  for await (const page of filteredEntries(database, portalId, filter)) {
    yield page.map((entry) => `${JSON.stringify(entry)}\n`).join('');
  }
}

const COLUMNS = [
  ...[
    'Entry',
    'When',
    'Who',
    'For',
    'What',
    'Deal id',
    'Deal',
    'Before',
    'After',
    'Price book',
    'Policy',
    'Via',
  ],
  ...['Action', 'Key', 'Hash'],
];

async function* csvLines(
  { database }: Ports,
  { portalId }: Actor,
  filter: AuditFilter,
): AsyncGenerator<string> {
  // The mark makes spreadsheets read it as UTF-8.
  yield `\uFEFF${csvText([COLUMNS])}`;
  for await (const page of filteredEntries(database, portalId, filter)) {
    const rows = await auditRows(database, portalId, page);
    yield csvText(
      rows.map((row, index) => [
        ...[String(row.sequence), row.at, row.who.name, row.onBehalfOf?.name ?? '', row.what],
        ...[row.deal?.dealId ?? '', row.deal?.name ?? '', row.before ?? '', row.after ?? ''],
        ...[row.priceBook ?? '', row.policy ?? '', row.via, row.action],
        ...[page[index]?.keyId ?? '', page[index]?.hash ?? ''],
      ]),
    );
  }
}

/** What a spreadsheet may run as a formula, also behind spaces. */
const FORMULA = /^\s*[=+\-@|%\t\r\n＝＋－＠]/u;

function csvText(rows: readonly (readonly string[])[]): string {
  const harmless = rows.map((row) =>
    row.map((cell) => {
      const text = cell.replaceAll('\0', '');
      return FORMULA.test(text) ? `'${text}` : text;
    }),
  );
  return stringify(harmless, { quoted: true, record_delimiter: 'windows' });
}
