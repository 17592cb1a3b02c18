import type { HubSpotPaths } from './paths.ts';
import type { Transport } from './transport.ts';

/** What every verb of this folder stands on. */
export type Connection = { transport: Transport; paths: HubSpotPaths };
