import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pino } from 'pino';
import { systemClock } from '../../../server/clock.ts';
import { DEMO_CLIENT_SECRET } from '../../../server/demo/demo-company.ts';
import { startService } from '../../../server/service.ts';
import { connectWorld } from '../../support/connect-world.ts';

/** The real service on a file, with all of its jobs; asked, it tells what it used since it was last asked. */
const [file = '', sandboxUrl = '', publicOrigin = ''] = process.argv.slice(2);
const service = await startService({
  ports: connectWorld(file, sandboxUrl, systemClock),
  log: pino({ level: 'silent' }),
  cardDoor: { publicOrigin, clientSecrets: [DEMO_CLIENT_SECRET], portalIds: [] },
  demo: null,
  pages: null,
  port: 0,
});
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
let before = process.cpuUsage();
process.on('message', () => {
  const { user, system } = process.cpuUsage(before);
  before = process.cpuUsage();
  process.send?.({ cpuMs: (user + system) / 1_000, p99LagMs: delay.percentile(99) / 1e6 });
  delay.reset();
});
process.once('disconnect', () => {
  service.close().then(() => process.exit());
});
process.send?.({ url: service.url });
