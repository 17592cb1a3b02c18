import type { Logger } from 'pino';
import { loggable } from '../log.ts';
import type { Ports } from '../ports.ts';
import { deliverDue, type Provisioned } from './deliver.ts';

export type DeliveryLoop = { stop(): Promise<void> };

const PAUSE_MS = 250;

/** Delivers the outbox again and again until it is stopped; rows that are under way are finished first. */
export function startDeliveryLoop(ports: Ports, log: Logger): DeliveryLoop {
  const provisioned: Provisioned = new Set();
  let stopped = false;
  let wake = () => {};
  const loop = async () => {
    while (!stopped) {
      const delivered = await deliverDue(ports, provisioned).catch((error: unknown) => {
        log.error({ err: loggable(error) }, 'the outbox could not be delivered');
        return 0;
      });
      if (delivered > 0 || stopped) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, PAUSE_MS);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const running = loop();
  return {
    stop: async () => {
      stopped = true;
      wake();
      await running;
    },
  };
}
