import { type RemoteCallable, retain } from '@remote-ui/rpc';
import type { CardApi, HostCalls } from '../contract.ts';
import { cardFetch } from './card-fetch.ts';
import { type CardScope, type RenderCard, workerScope } from './worker-scope.ts';

type Provided = {
  React: unknown;
  RemoteUI: unknown;
  api: CardApi;
  host: RemoteCallable<HostCalls>;
  extend: (render: RenderCard) => void;
};

/** Everything the SDK reads from its worker; `extend_V2` and `logger` are read while the bundle loads. */
export function provideCardScope({ React, RemoteUI, api, host, extend }: Provided): void {
  const scope: CardScope = {
    React,
    RemoteUI,
    __HUBSPOT_EXTENSION_WORKER__: true,
    extend_V2: extend,
    hsFetch: (url, options) => cardFetch(host.fetch, url, options),
    serverless: () => Promise.reject(new Error('Serverless functions are not part of the card host.')),
    logger: {
      debug: (data) => void host.log('debug', String(data)),
      info: (data) => void host.log('info', String(data)),
      warn: (data) => void host.log('warn', String(data)),
      error: (data) => void host.log('error', String(data)),
    },
    hsWorkerAPI: {
      useExtensionContext: () => api.context,
      useExtensionActions: () => api.actions,
      useExtensionApi: () => api,
      useAppPageLocation: () => notStoodInFor('App pages'),
      fetchCrmProperties: async (names, listener) => {
        const { properties, stop } = await host.watchProperties(names, listener);
        retain(stop);
        return { json: async () => ({ data: properties, cleanup: () => void stop() }) };
      },
      fetchAssociations: () => refused('Associations'),
      fetchCrmSearch: () => refused('CRM search'),
      fetchHubSpotApi: async () => notStoodInFor('The HubSpot API client'),
      formatCrmProperties: () => refused('Property formatting'),
    },
  };
  Object.assign(workerScope, scope);
}

async function refused(what: string) {
  return { json: async () => ({ error: sentence(what) }) };
}

function notStoodInFor(what: string): never {
  throw new Error(sentence(what));
}

function sentence(what: string): string {
  return `${what}: HubSpot has this, the card host does not stand in for it.`;
}
