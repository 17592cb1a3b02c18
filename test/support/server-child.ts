import { once } from 'node:events';
import { flushCompileCache } from 'node:module';
import { pino } from 'pino';
import { DEMO_CLIENT_SECRET, DEMO_PORTAL_ID } from '../../server/demo/demo-company.ts';
import { startService } from '../../server/service.ts';
import { connectWorld } from './connect-world.ts';
import { createTestClock } from './test-clock.ts';

const [file = '', sandboxUrl = '', startsAt] = process.argv.slice(2);
const publicOrigin = 'https://dealfloor.example';

// Whoever is killed writes no cache when it ends, and the next start would compile everything again.
flushCompileCache();
await once(process.stdin, 'data');
process.stdin.destroy();

/** The real service in a process of its own, without pages; it says where it listens and runs until it is killed. */
const service = await startService({
  ports: connectWorld(file, sandboxUrl, createTestClock(startsAt)),
  log: pino({ level: 'silent' }),
  cardDoor: { publicOrigin, clientSecrets: [DEMO_CLIENT_SECRET], portalIds: [DEMO_PORTAL_ID] },
  demo: { portalId: DEMO_PORTAL_ID, sandboxUrl, cardOrigin: publicOrigin, appId: '1', people: [] },
  pages: null,
  port: 0,
});
process.stdout.write(`${service.url}\n`);
