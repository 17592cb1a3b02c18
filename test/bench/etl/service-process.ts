import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pino } from 'pino';
import { systemClock } from '../../../server/clock.ts';
import { bookDemoFacts } from '../../../server/demo/book-facts.ts';
import { DEMO_CLIENT_SECRET, DEMO_PORTAL_ID } from '../../../server/demo/demo-company.ts';
import { startDemo } from '../../../server/demo/start-demo.ts';
import { startService } from '../../../server/service.ts';

/** The demo's service with its facts in the folder that is named, which tells how long its event loop was held. */
const [dataFolder = '', port = ''] = process.argv.slice(2);
const publicOrigin = `http://127.0.0.1:${port}`;
const demo = await startDemo({
  clock: systemClock,
  environment: 'test',
  dataFolder,
  publicOrigin,
  sandboxPort: 0,
});
await bookDemoFacts(demo.ports);
const service = await startService({
  ports: demo.ports,
  log: pino({ level: 'silent' }),
  cardDoor: { publicOrigin, clientSecrets: [DEMO_CLIENT_SECRET], portalIds: [DEMO_PORTAL_ID] },
  demo: demo.company,
  pages: null,
  port: Number(port),
});
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
process.on('message', () => {
  process.send?.({ worstLagMs: delay.max / 1e6, p99LagMs: delay.percentile(99) / 1e6 });
  delay.reset();
});
process.once('disconnect', () => {
  service.close().then(() => process.exit());
});
process.send?.({ ready: true });
