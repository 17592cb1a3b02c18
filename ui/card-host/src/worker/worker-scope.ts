import type { MessageEndpoint } from '@remote-ui/rpc';
import type * as React from 'react';
import type { CardApi, LogLevel } from '../contract.ts';

export type RenderCard = (api: CardApi) => React.ReactElement;

type JsonAnswer = { json: () => Promise<unknown> };

/** The globals that HubSpot's SDK reads in its worker. */
export type CardScope = {
  React: unknown;
  RemoteUI: unknown;
  __HUBSPOT_EXTENSION_WORKER__: true;
  extend_V2: (render: RenderCard) => void;
  hsFetch: (url: string | URL, options?: CardFetchOptions) => Promise<Response>;
  serverless: () => Promise<never>;
  logger: Record<LogLevel, (data: string | number) => void>;
  hsWorkerAPI: {
    useExtensionContext: () => CardApi['context'];
    useExtensionActions: () => CardApi['actions'];
    useExtensionApi: () => CardApi;
    useAppPageLocation: () => never;
    fetchCrmProperties: (names: string[], listener: (properties: unknown) => void) => Promise<JsonAnswer>;
    fetchAssociations: () => Promise<JsonAnswer>;
    fetchCrmSearch: () => Promise<JsonAnswer>;
    fetchHubSpotApi: () => Promise<never>;
    formatCrmProperties: () => Promise<JsonAnswer>;
  };
};

export type CardFetchOptions = {
  method?: string;
  timeout?: number;
  body?: unknown;
  headers?: Headers | Record<string, string>;
};

type WorkerScope = Partial<CardScope> & MessageEndpoint & { importScripts: (url: string) => void };

/** The compiler knows `self` as a window; this file only ever runs in a dedicated worker. */
export const workerScope = self as unknown as WorkerScope;
