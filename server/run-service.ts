import { fileURLToPath } from 'node:url';
import { systemClock } from './clock.ts';
import { connectPorts } from './connect.ts';
import { importStaticToken } from './connections/connect-static.ts';
import { DEMO_CLIENT_SECRET, DEMO_PORTAL_ID } from './demo/demo-company.ts';
import type { Environment } from './env.ts';
import { createLog } from './log.ts';
import { buildPages } from './pages.ts';
import { type Service, startService } from './service.ts';
import { tell, tour } from './tell.ts';

const pages = fileURLToPath(new URL('../ui/dist', import.meta.url));

/** Serves what the environment asks for, the demo company or a real deployment, until the process is told to stop. */
export async function runService(environment: Environment): Promise<void> {
  const building = buildPages();
  const service = environment.DEALFLOOR_DEMO
    ? await startDemoService(environment)
    : await startRealService(environment);
  const stop = () => {
    tell('Stopping: finishing what was begun …');
    service.close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  await building;
  tell(environment.DEALFLOOR_DEMO ? tour(service.url) : `Dealfloor listens on ${service.url}.`);
}

async function startDemoService(environment: Environment): Promise<Service> {
  const publicOrigin = environment.PUBLIC_ORIGIN ?? `http://127.0.0.1:${environment.PORT}`;
  const { startDemo } = await import('./demo/start-demo.ts');
  const demo = await startDemo({
    clock: systemClock,
    environment: environment.NODE_ENV,
    dataFolder: environment.DEALFLOOR_DATA,
    publicOrigin,
    sandboxPort: environment.SANDBOX_PORT ?? environment.PORT + 1,
  });
  const log = createLog(environment.LOG_LEVEL);
  const service = await startService({
    ports: demo.ports,
    log,
    cardDoor: { publicOrigin, clientSecrets: [DEMO_CLIENT_SECRET], portalIds: [DEMO_PORTAL_ID] },
    demo: demo.company,
    pages,
    port: environment.PORT,
  });
  const { startBooking } = await import('./demo/book-facts.ts');
  const booking = startBooking(demo.ports);
  booking.done.then(
    () => tell('What the demo company’s accounts cost is booked: 90 days up to yesterday.'),
    (error: unknown) => log.error(error, 'the demo company’s facts could not be booked'),
  );
  return {
    url: service.url,
    close: async () => {
      await booking.stop();
      await service.close();
      await demo.close();
    },
  };
}

async function startRealService(environment: Environment): Promise<Service> {
  const publicOrigin = environment.PUBLIC_ORIGIN ?? `http://127.0.0.1:${environment.PORT}`;
  const secrets = [environment.HUBSPOT_CLIENT_SECRET, environment.HUBSPOT_CLIENT_SECRET_PREVIOUS];
  const ports = connectPorts(environment, publicOrigin);
  const { HUBSPOT_PORTAL_ID: portalId, HUBSPOT_ACCESS_TOKEN: accessToken } = environment;
  if (portalId && accessToken) await importStaticToken(ports, { portalId, accessToken });
  return startService({
    ports,
    log: createLog(environment.LOG_LEVEL),
    cardDoor: {
      publicOrigin,
      clientSecrets: secrets.filter((secret) => secret !== undefined),
      portalIds: [],
    },
    demo: null,
    pages,
    port: environment.PORT,
  });
}
