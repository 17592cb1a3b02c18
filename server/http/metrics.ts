import { prometheus } from '@hono/prometheus';
import { sql } from 'drizzle-orm';
import { Gauge, Registry } from 'prom-client';
import { unanchoredEntries } from '../audit/anchor-head.ts';
import { lostTries } from '../estimates/record-try.ts';
import type { Ports } from '../ports.ts';

/** Request counts and durations by route, and how much news HubSpot has not yet heard. */
export function createMetrics(ports: Ports) {
  const registry = new Registry();
  const { printMetrics, registerMetrics } = prometheus({ registry, collectDefaultMetrics: false });
  new Gauge({
    name: 'dealfloor_outbox_rows',
    help: 'Rows of the outbox by state',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      this.reset();
      const { outbox } = ports.database.tables;
      const rows = await ports.database.query
        .select({ state: outbox.state, rows: sql<bigint>`count(*)` })
        .from(outbox)
        .groupBy(outbox.state);
      for (const { state, rows: count } of rows) this.set({ state }, Number(count));
    },
  });
  new Gauge({
    name: 'dealfloor_lost_tries',
    help: 'Tries of a sizing that could not be written down since the start',
    registers: [registry],
    collect() {
      this.set(lostTries(ports.database));
    },
  });
  new Gauge({
    name: 'dealfloor_audit_unanchored_entries',
    help: 'Audit entries that no anchor outside the database holds yet',
    labelNames: ['portal'],
    registers: [registry],
    async collect() {
      this.reset();
      for (const { portalId, entries } of await unanchoredEntries(ports)) {
        this.set({ portal: portalId }, entries);
      }
    },
  });
  return { printMetrics, registerMetrics };
}
