import { createRemoteRoot } from '@remote-ui/core';
import * as RemoteUI from '@remote-ui/react';
import { createEndpoint, retain } from '@remote-ui/rpc';
import * as React from 'react';
import type { CardApi, CardStart, HostCalls, WorkerCalls } from '../contract.ts';
import { blockNetwork } from './block-network.ts';
import { provideCardScope } from './card-scope.ts';
import { type RenderCard, workerScope } from './worker-scope.ts';

const loadScript = workerScope.importScripts.bind(workerScope);
const endpoint = createEndpoint<HostCalls>(workerScope, {
  callable: ['fetch', 'log', 'fault', 'watchProperties'],
});
const host = endpoint.call;

self.addEventListener('unhandledrejection', (event) => void host.fault(messageOf(event.reason)));

const calls: WorkerCalls = {
  async start(start, channel, api) {
    retain(channel);
    retain(api);
    const render = loadCard(start, api);
    const root = createRemoteRoot(channel, { strict: true, components: start.componentNames });
    RemoteUI.createRoot(root).render(render(api));
    await root.mount();
  },
};
endpoint.expose(calls);

function loadCard({ bundleUrl }: CardStart, api: CardApi): RenderCard {
  let extension: RenderCard | null = null;
  provideCardScope({ React, RemoteUI, api, host, extend: (render) => (extension = render) });
  blockNetwork();
  try {
    loadScript(bundleUrl);
  } catch (error) {
    throw isMissing(error) ? new Error(`There is no bundle at ${bundleUrl}; ui/build.ts makes it.`) : error;
  }
  return extended(extension);
}

/** The compiler cannot see that the bundle's own code assigned it. */
function extended(extension: RenderCard | null): RenderCard {
  if (extension === null) throw new Error('The card never called hubspot.extend().');
  return extension;
}

function isMissing(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NetworkError';
}

function messageOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}
