import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

/** Where and of what the figures are: without it they say nothing. */
export type Machine = {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGigabytes: number;
  readonly loadPerMinute: number;
  readonly node: string;
  readonly commit: string;
  readonly at: string;
};

export function describeMachine(): Machine {
  return {
    processor: cpus()[0]?.model ?? 'not known',
    cores: availableParallelism(),
    memoryGigabytes: Math.round(totalmem() / 1e9),
    loadPerMinute: loadavg()[0] ?? 0,
    node: process.version,
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
    at: new Date().toISOString(),
  };
}

/** The machine in one sentence. */
export function machineText({ processor, cores, memoryGigabytes, node, loadPerMinute }: Machine): string {
  const load = `load ${loadPerMinute.toFixed(1)} before the run`;
  return `${processor}, ${cores} cores, ${memoryGigabytes} GB, Node ${node}, ${load}`;
}
