import { printMoney } from '@dealfloor/price-book';
import type { ImportReport } from '../facts/imports/import-report.ts';

const MOST_NAMED = 5;

/** What an import did, as lines for a person. */
export function importLines(report: ImportReport, milliseconds: number): string[] {
  const { kind, rows, added, replaced, unchanged, tenants, from, to, priceVersions } = report;
  const accounts = kind === 'pool' ? '' : `${counted(tenants, 'tenant')}, `;
  const span = from === to ? from : `${from} .. ${to}`;
  const kept = unchanged > 0 ? `   unchanged ${formatted(unchanged)}` : '';
  const versions = priceVersions.length > 0 ? `   price versions ${priceVersions.join(', ')}` : '';
  const lines = [
    `read ${counted(rows, 'row')}, ${accounts}${counted(report.days, 'day')} (${span})`,
    ...missingLines(report),
    ...unknownLines(report),
    line('replaced', `${counted(replaced, 'row')}   added ${formatted(added)}${kept}${versions}`),
    ...checkLines(report),
  ];
  if (report.rounded > 0) {
    lines.push(line('rounded', `${counted(report.rounded, 'cell')} with more decimals than are kept`));
  }
  return [...lines, ...endLines(report, milliseconds)];
}

function missingLines({ kind, missingDays }: ImportReport): string[] {
  if (kind === 'tenants' || missingDays.length === 0) return [];
  const label = missingDays.length === 1 ? 'missing day' : 'missing days';
  return [line(label, `${someOf(missingDays)} (shown as "no data", not zero)`)];
}

function unknownLines({ kind, createdTenants, unknownEndpoints, isDryRun }: ImportReport): string[] {
  if (kind === 'pool' || kind === 'tenants') return [];
  const made = isDryRun ? 'to be made' : 'made';
  const named = [
    createdTenants.length > 0 ? `${made}: ${someOf(createdTenants)}, plan unknown` : '',
    unknownEndpoints.length > 0 ? `in no price book: ${someOf(unknownEndpoints)}` : '',
  ].filter((text) => text !== '');
  const endpoints = kind === 'tenant-cost' ? `, ${counted(unknownEndpoints.length, 'endpoint')}` : '';
  const detail = named.length > 0 ? ` (${named.join('; ')})` : '';
  return [line('unknown', `${counted(createdTenants.length, 'tenant')}${endpoints}${detail}`)];
}

function checkLines({ kind, rows, smallGaps, largestGapNanoUsd, keptTotals }: ImportReport): string[] {
  if (kind !== 'tenant-cost') return [];
  const where = keptTotals === 0 ? 'every row' : counted(rows - keptTotals, 'row');
  const lines = [
    line('check', `variable + shared = total on ${where} (max diff $${printMoney(largestGapNanoUsd)})`),
  ];
  if (smallGaps > 0)
    lines.push(line('', `${counted(smallGaps, 'row')} differ by less than a cent: the parts rule`));
  if (keptTotals > 0) {
    lines.push(
      line('', `${counted(keptTotals, 'row')} keep the file's total: the difference is in the variable cost`),
    );
  }
  return lines;
}

function endLines({ importId, isDryRun, sameFileAs }: ImportReport, milliseconds: number): string[] {
  const seconds = `${(milliseconds / 1_000).toFixed(1)} s`;
  const known = sameFileAs
    ? `this very file is import ${sameFileAs.importId} of ${sameFileAs.at.slice(0, 10)}`
    : null;
  if (isDryRun) return [`dry run in ${seconds}: nothing was written`];
  if (importId === null) {
    return [`nothing was written: all of it stands already${known ? ` (${known})` : ''}`];
  }
  return [
    `done in ${seconds}   import id ${importId}  undo: dealfloor import undo ${importId}`,
    ...(known ? [`note: ${known}; some of it had been written over since`] : []),
  ];
}

function line(label: string, text: string): string {
  return `${label.padEnd(13)} ${text}`;
}

function someOf(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return names.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${formatted(more)} more` : '');
}

/** "3,449 rows", "1 row". */
export function counted(count: number, noun: string): string {
  return `${formatted(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function formatted(count: number): string {
  return count.toLocaleString('en-US');
}
