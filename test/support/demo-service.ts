import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import type { Clock } from '../../server/clock.ts';
import { systemClock } from '../../server/clock.ts';
import { startBooking } from '../../server/demo/book-facts.ts';
import { DEMO_CLIENT_SECRET, DEMO_PORTAL_ID, type DemoCompany } from '../../server/demo/demo-company.ts';
import { startDemo } from '../../server/demo/start-demo.ts';
import type { Ports } from '../../server/ports.ts';
import { startService } from '../../server/service.ts';

export type DemoService = {
  readonly url: string;
  readonly company: DemoCompany;
  readonly ports: Ports;
  close(): Promise<void>;
};

/** The whole demo as people start it, on free ports and with a database of its own; with its facts, unless they may come later. */
export async function startDemoService(
  clock: Clock = systemClock,
  { awaitsFacts } = { awaitsFacts: true },
): Promise<DemoService> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'dealfloor-'));
  const port = await freePort();
  const publicOrigin = `http://127.0.0.1:${port}`;
  const demo = await startDemo({ clock, environment: 'test', dataFolder, publicOrigin, sandboxPort: 0 });
  const service = await startService({
    ports: demo.ports,
    log: pino({ level: 'silent' }),
    cardDoor: { publicOrigin, clientSecrets: [DEMO_CLIENT_SECRET], portalIds: [DEMO_PORTAL_ID] },
    demo: demo.company,
    pages: fileURLToPath(new URL('../../ui/dist', import.meta.url)),
    port,
  });
  const booking = startBooking(demo.ports);
  if (awaitsFacts) await booking.done;
  return {
    url: service.url,
    company: demo.company,
    ports: demo.ports,
    close: async () => {
      await booking.stop();
      await service.close();
      await demo.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** A port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address && typeof address === 'object') resolve(address.port);
        else reject(new Error('no port was given'));
      });
    });
  });
}
