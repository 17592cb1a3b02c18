import type { Logger } from 'pino';
import { loggable } from './log.ts';
import type { Ports } from './ports.ts';

/** Work that goes on beside the requests: again and again, with a pause whenever nothing was left to do. */
export type Job = {
  readonly name: string;
  readonly pauseMs: number;
  /** Does what is due and says how much it did; every step is its own transaction and may be cut off between two. */
  readonly run: (ports: Ports) => Promise<number>;
};

export type Running = { stop(): Promise<void> };

/** Runs a job until it is stopped; what is under way is finished first, and what fails is logged and tried again. */
export function startJob(job: Job, ports: Ports, log: Logger): Running {
  let stopped = false;
  let wake = () => {};
  const loop = async () => {
    while (!stopped) {
      const done = await job.run(ports).catch((error: unknown) => {
        log.error({ job: job.name, err: loggable(error) }, 'a job failed and will run again');
        return 0;
      });
      if (done > 0 || stopped) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, job.pauseMs);
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
