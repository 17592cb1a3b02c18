import { prometheus } from '@hono/prometheus';
import { sql } from 'drizzle-orm';
import { Gauge, Registry } from 'prom-client';
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
  return { printMetrics, registerMetrics };
}
