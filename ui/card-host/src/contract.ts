import type { RemoteChannel } from '@remote-ui/core';

/** What the card asks of `hubspot.fetch`, as it crosses from the worker to the page. */
export type CardRequest = {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: unknown;
  timeoutMs: number | null;
};
export type CardAnswer = { status: number; body: string };
/** A refusal travels as a value: a rejected call across the worker would also be reported as an error of the page. */
export type CardRefusal = { refusal: string };

export type CrmProperties = Record<string, string | null>;
export type PropertyNames = readonly string[] | '*';

export type CardLocation = 'crm.record.tab' | 'crm.record.sidebar';
export type PageLocation = 'settings' | 'pages';

/** HubSpot's `context` of a card on a record, or of a page of the app, which has no record. */
export type CardContext = Surroundings &
  (
    | { location: CardLocation; crm: { objectId: number; objectTypeId: '0-2' | '0-3' } }
    | { location: PageLocation }
  );

type Surroundings = {
  user: {
    id: number;
    email: string;
    emails: string[];
    firstName: string;
    lastName: string;
    roles: string[];
    teams: never[];
    locale: string;
    language: string;
    permissions: never[];
  };
  portal: { id: number; timezone: string };
  extension: { appId: string; appName: string; cardTitle: string };
};

export type AlertKind = 'info' | 'warning' | 'success' | 'danger' | 'tip';
export type CardAlert = { type?: AlertKind; title?: string; message: string };
export type IframeRequest = { uri: string; title?: string; width: number; height: number };
export type PropertiesListener = (properties: CrmProperties, error?: { message: string }) => void;

/** HubSpot's `actions` of a card on a record. */
export type CardActions = {
  addAlert: (alert: CardAlert) => void;
  closeOverlay: (id: string) => void;
  reloadPage: () => void;
  refreshObjectProperties: () => Promise<void>;
  fetchCrmObjectProperties: (names: PropertyNames) => Promise<CrmProperties>;
  onCrmPropertiesUpdate: (names: PropertyNames, listener: PropertiesListener) => void;
  copyTextToClipboard: (text: string) => Promise<void>;
  openIframeModal: (request: IframeRequest, onClose?: () => void) => void;
  navigateToPage: (page: { to: string }) => void;
};

export type CardApi = {
  context: CardContext;
  actions: CardActions;
  runServerlessFunction: () => Promise<never>;
};

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** What the worker may call on the page. */
export type HostCalls = {
  fetch: (request: CardRequest) => Promise<CardAnswer | CardRefusal>;
  log: (level: LogLevel, text: string) => void;
  /** Something in the card threw and nobody caught it. */
  fault: (message: string) => void;
  watchProperties: (
    names: PropertyNames,
    listener: (properties: CrmProperties) => void,
  ) => Promise<{ properties: CrmProperties; stop: () => void }>;
};

export type CardStart = { bundleUrl: string; componentNames: string[] };

/** What the page may call on the worker. */
export type WorkerCalls = {
  start: (start: CardStart, channel: RemoteChannel, api: CardApi) => Promise<void>;
};
