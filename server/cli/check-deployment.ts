import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../db/database.ts';
import { checkAudit } from './check-audit.ts';
import { checkConnection, type Looking } from './check-connection.ts';
import { checkPortalHealth } from './check-portal-health.ts';
import { broken, examine, type HealthCheck, look, ok } from './health-check.ts';

type Readable = Pick<Database, 'query' | 'tables'>;

/** The database of a data folder with its audit, and each portal in it: prices, chain, facts, runs and HubSpot. */
export async function checkDeployment(looking: Looking): Promise<HealthCheck[]> {
  const { environment } = looking;
  const file = join(environment.DEALFLOOR_DATA, 'dealfloor.sqlite');
  if (!existsSync(file)) {
    return [
      look('database', `there is no ${file} yet`, 'Make it with "dealfloor init", or set DEALFLOOR_DATA.'),
    ];
  }
  const checks: HealthCheck[] = [];
  const toDo = 'Restore it from a copy, or ask who runs Dealfloor; nothing was changed by this look.';
  const opened = await examine('database', toDo, [], async () => {
    const { readSqlite } = await import('../db/open-sqlite.ts');
    const { readMigrationState } = await import('../db/migration-state.ts');
    const { known, applied } = readMigrationState(file);
    if (applied > known) {
      const sentence = `${file} was made by a newer version (${applied} migrations, ${known} known)`;
      return broken('database', sentence, 'Update Dealfloor before it writes there.');
    }
    const database = readSqlite(file);
    try {
      if (applied === known) {
        checks.push(...(await checkAudit(database, environment)), ...(await checkPortals(database, looking)));
      }
    } finally {
      await database.close();
    }
    if (applied < known) {
      const sentence = `${file} opens, but has ${applied} of ${known} migrations`;
      return look('database', sentence, 'Start the service once: it brings the file up to date.');
    }
    return ok('database', `${file} opens, has all ${known} migrations, and syncs fully (synchronous=FULL)`);
  });
  return [opened, ...checks];
}

async function checkPortals(database: Readable, looking: Looking): Promise<HealthCheck[]> {
  const portals = await database.query.select().from(database.tables.portals);
  if (portals.length === 0) {
    return [look('portals', 'there is no portal yet', 'Make one with "dealfloor init".')];
  }
  const checks: HealthCheck[] = [];
  for (const { portalId } of portals) {
    checks.push(...(await checkPortalHealth(database, portalId)));
    checks.push(await checkConnection(database, portalId, looking));
  }
  return checks;
}
