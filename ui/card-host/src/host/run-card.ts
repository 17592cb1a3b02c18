import { createRemoteReceiver, type RemoteReceiver } from '@remote-ui/core';
import { createEndpoint, fromWebWorker, retain } from '@remote-ui/rpc';
import type { CardApi, HostCalls, LogLevel, WorkerCalls } from '../contract.ts';
import type { CrmRecord } from './crm-record.ts';

export type CardRun = {
  bundleUrl: string;
  componentNames: string[];
  api: CardApi;
  record: CrmRecord;
  fetch: HostCalls['fetch'];
  onLog: (level: LogLevel, text: string) => void;
  onMount: () => void;
  onCrash: (message: string) => void;
};

export type RunningCard = { receiver: RemoteReceiver; stop: () => void };

/** The error overtakes the last messages of the tree that it took down. */
const settleMs = 150;

/** Starts the card's bundle in a worker of its own; its tree arrives at the receiver. */
export function runCard(run: CardRun): RunningCard {
  const worker = new Worker(new URL('../worker/card-worker.ts', import.meta.url));
  const receiver = createRemoteReceiver();
  const endpoint = createEndpoint<WorkerCalls>(fromWebWorker(worker), { callable: ['start'] });
  let isStopped = false;
  const crash = (message: string) => {
    if (!isStopped) run.onCrash(message.replace(/^Uncaught (Error: )?/, ''));
  };
  const fault = (message: string) => {
    run.onLog('error', message);
    setTimeout(() => {
      if (isEmpty(receiver)) crash(message || 'Its worker could not be started.');
    }, settleMs);
  };
  endpoint.expose(hostCalls(run, fault));
  receiver.on('mount', run.onMount);
  worker.addEventListener('error', (event) => fault(event.message));
  const { bundleUrl, componentNames } = run;
  endpoint.call.start({ bundleUrl, componentNames }, receiver.receive, run.api).catch((error: unknown) => {
    crash(error instanceof Error ? error.message : String(error));
  });
  return {
    receiver,
    stop() {
      isStopped = true;
      endpoint.terminate();
    },
  };
}

/** React takes the whole tree down when nothing catches an error; an error elsewhere leaves the card standing. */
function isEmpty(receiver: RemoteReceiver): boolean {
  return receiver.attached.root.children.length === 0;
}

function hostCalls({ fetch, record, onLog }: CardRun, fault: HostCalls['fault']): HostCalls {
  return {
    fetch,
    log: onLog,
    fault,
    async watchProperties(names, listener) {
      retain(listener);
      const properties = await record.read(names);
      return { properties, stop: record.watch(names, listener) };
    },
  };
}
