import type { BookedRun, EtlReport } from './etl-report.ts';
import { paint } from './say.ts';
import { usdText } from './usd-text.ts';

const LOCALE = 'en-US';

/** A booked day in one line; what needs a look stands in it only where there is something. */
export function dayLine(run: BookedRun): string {
  const parts = [
    `${count(run.rowsRead)} rows`,
    `${count(run.factRows)} facts`,
    run.quarantinedRows > 0n &&
      `${count(run.quarantinedRows)} in quarantine (${usdText(run.quarantinedNanoUsd)})`,
    run.unpricedRows > 0 && `${count(run.unpricedRows)} facts without a price`,
    run.poolNanoUsd === null ? 'pool missing' : `pool ${usdText(run.poolNanoUsd)}`,
    (run.unallocatedNanoUsd ?? 0n) > 0n && `unallocated ${usdText(run.unallocatedNanoUsd)}`,
    `prices ${run.priceVersion}`,
    `${seconds(run.seconds)} (${rateText(run.rowsPerSecond)})`,
  ];
  return `${run.day}  ${parts.filter((part) => part !== false).join(', ')}`;
}

export function failureLine(day: string, message: string): string {
  return paint('red', `${day}  failed: ${message}`);
}

/** What all days came to, and how much of the 24 hours of a day its booking needs. */
export function summaryLines({ booked, failed, seconds: all }: EtlReport, dryRun: boolean): string[] {
  const rows = booked.reduce((sum, run) => sum + run.rowsRead, 0n);
  const days = `${booked.length} ${booked.length === 1 ? 'day' : 'days'}`;
  const lines: string[] = [];
  if (booked.length > 0) {
    const slowest = booked.reduce((most, run) => (run.seconds > most.seconds ? run : most));
    const rate = rateText(Number(rows) / Math.max(all, 0.001));
    lines.push(
      `${dryRun ? 'Would book' : 'Booked'} ${days}, ${count(rows)} rows, in ${seconds(all)} (${rate}).`,
    );
    lines.push(
      `The slowest day, ${slowest.day}, took ${seconds(slowest.seconds)}: ${slowest.windowShare} of the 24 hours there are.`,
    );
  }
  if (dryRun) lines.push('Nothing was written.');
  if (failed.length > 0) {
    const them = failed.length === 1 ? 'One day' : `${failed.length} days`;
    lines.push(
      paint('red', `${them} failed; what stood for ${failed.length === 1 ? 'it' : 'them'} still stands.`),
    );
  }
  return lines;
}

/** Rows a second, as a person reads them. */
export function rateText(rowsPerSecond: number): string {
  return `${new Intl.NumberFormat(LOCALE).format(Math.round(rowsPerSecond))} rows/s`;
}

function seconds(value: number): string {
  return `${value < 10 ? value.toFixed(2) : value.toFixed(1)} s`;
}

function count(value: bigint | number): string {
  return new Intl.NumberFormat(LOCALE).format(value);
}
