import type { Database } from '../../db/database.ts';
import { accountsExport } from './accounts-export.ts';
import type { ExportSpan, ExportTable } from './export-table.ts';
import { tenantCostExport } from './tenant-cost-export.ts';

/** What can be exported, by its name. */
export function exportTable(
  database: Omit<Database, 'writer' | 'seal'>,
  name: 'tenant-cost' | 'accounts',
  portalId: string,
  span: ExportSpan,
): ExportTable {
  if (name === 'accounts') return accountsExport(database, portalId, span);
  return tenantCostExport(database, portalId, span);
}
