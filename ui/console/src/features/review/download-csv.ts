import { downloadFile } from '../../components/download-file.ts';
import { csvText } from './cost-csv.ts';

/** Hands rows to the person as a CSV file; the byte order mark makes spreadsheets read it as UTF-8. */
export function downloadCsv(fileName: string, rows: readonly (readonly string[])[]): void {
  const file = new Blob([`\uFEFF${csvText(rows)}`], { type: 'text/csv;charset=utf-8' });
  downloadFile(fileName, file);
}

/** "Kestrel Monitoring", 3 -> "kestrel-monitoring-v3-month-1-cost.csv". */
export function costFileName(dealName: string, version: number): string {
  const words = dealName.toLowerCase().match(/[a-z0-9]+/g) ?? ['deal'];
  return `${words.join('-')}-v${version}-month-1-cost.csv`;
}
