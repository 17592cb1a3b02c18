import { connect } from 'node:net';
import type { Environment } from '../env.ts';
import { examine, type HealthCheck, look, ok } from './health-check.ts';
import { warehouseOf } from './warehouse.ts';

const PATIENCE_MS = 5_000;
const PORTS: Record<string, number> = { 'postgres:': 5432, 'postgresql:': 5432, 'http:': 80, 'https:': 443 };

/** Warehouses where one is set, and HubSpot; HubSpot is called only when that was asked for. */
export async function checkOutside(environment: Environment, isOnline: boolean): Promise<HealthCheck[]> {
  const { LOG_POSTGRES_URL, LOG_CLICKHOUSE_URL } = environment;
  const checks: HealthCheck[] = [];
  if (LOG_POSTGRES_URL) checks.push(await checkWarehouse('PostgreSQL', LOG_POSTGRES_URL, environment));
  if (LOG_CLICKHOUSE_URL) checks.push(await checkWarehouse('ClickHouse', LOG_CLICKHOUSE_URL, environment));
  return [...checks, await checkHubSpot(environment, isOnline)];
}

function checkWarehouse(name: string, address: string, environment: Environment): Promise<HealthCheck> {
  const { hostname, port, protocol, password } = new URL(address);
  const variable = name === 'PostgreSQL' ? 'LOG_POSTGRES_URL' : 'LOG_CLICKHOUSE_URL';
  const secrets = [address, password, decodeURIComponent(password)];
  return examine(name, `Look at ${variable} and LOG_TABLE.`, secrets, async () => {
    const host = hostname.replace(/^\[|\]$/g, '');
    await reach(host, port === '' ? (PORTS[protocol] ?? 0) : Number(port));
    const warehouse = warehouseOf(environment);
    const source =
      name === 'PostgreSQL'
        ? await (await import('../facts/sources/postgres-source.ts')).openPostgresSource(warehouse, [])
        : await (await import('../facts/sources/clickhouse-source.ts')).openClickHouseSource(warehouse, []);
    await source.close();
    return ok(name, `answers, and its table ${warehouse.table} has the columns of a log`);
  });
}

/** A host that swallows packets must not hold the doctor up for the half hour that a query may take. */
function reach(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout: PATIENCE_MS });
    const end = (fault: Error | null) => {
      socket.destroy();
      if (fault) reject(fault);
      else resolve();
    };
    socket.once('connect', () => end(null));
    socket.once('timeout', () => end(new Error(`nobody answers at ${host}:${port} within 5 s`)));
    socket.once('error', (error) => end(new Error(`${host}:${port} cannot be reached (${codeOf(error)})`)));
  });
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : error.message;
}

async function checkHubSpot(environment: Environment, isOnline: boolean): Promise<HealthCheck> {
  const { DEALFLOOR_DEMO, HUBSPOT_PORTAL_ID, HUBSPOT_ACCESS_TOKEN, HUBSPOT_CLIENT_SECRET } = environment;
  const missing = Object.entries({ HUBSPOT_PORTAL_ID, HUBSPOT_ACCESS_TOKEN, HUBSPOT_CLIENT_SECRET })
    .filter(([, value]) => value === undefined)
    .map(([variable]) => variable);
  if (missing.length === 3 && DEALFLOOR_DEMO) {
    return ok('HubSpot', 'the demo uses its own stand-in; no portal is connected');
  }
  if (HUBSPOT_CLIENT_SECRET && !HUBSPOT_PORTAL_ID && !HUBSPOT_ACCESS_TOKEN) {
    return ok('HubSpot', 'the secret of the app is set; how each portal is connected stands with the portal');
  }
  if (missing.length > 0 || !HUBSPOT_PORTAL_ID || !HUBSPOT_ACCESS_TOKEN) {
    return look('HubSpot', `${missing.join(', ')} is not set`, 'See docs/hubspot-setup.md.');
  }
  if (!isOnline) return ok('HubSpot', `portal ${HUBSPOT_PORTAL_ID} is set; --online asks it`);
  const secrets = [HUBSPOT_ACCESS_TOKEN, HUBSPOT_CLIENT_SECRET ?? ''];
  return examine(
    'HubSpot',
    'Look at the token and its scopes in the settings of the app.',
    secrets,
    async () => {
      const { connectHubSpot } = await import('../hubspot/connect-hubspot.ts');
      const hubspot = connectHubSpot({
        baseUrl: environment.HUBSPOT_BASE_URL,
        apiVersion: environment.HUBSPOT_API_VERSION,
        accessTokenFor: async () => HUBSPOT_ACCESS_TOKEN,
      });
      const owners = await hubspot.listOwners(HUBSPOT_PORTAL_ID);
      return ok('HubSpot', `portal ${HUBSPOT_PORTAL_ID} answers: ${owners.length} owners`);
    },
  );
}
