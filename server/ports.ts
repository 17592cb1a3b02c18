import type { Anchors } from './audit/anchors.ts';
import type { Clock } from './clock.ts';
import type { HubSpotEntry } from './connections/access.ts';
import type { Database } from './db/database.ts';
import type { Files } from './files.ts';
import type { HubSpotPort } from './hubspot/port.ts';
import type { Ids } from './ids.ts';
import type { Channels } from './notices/channels.ts';
import type { Secrets } from './secrets/secrets.ts';

/** The outside world as the verbs see it; it comes in by the door. */
export type Ports = {
  readonly database: Database;
  readonly hubspot: HubSpotPort;
  /** How accounts let us in before they are connected. */
  readonly entry: HubSpotEntry;
  /** How people are told, besides HubSpot. */
  readonly channels: Channels;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly files: Files;
  /** Seals what must not be read from a stolen database. */
  readonly secrets: Secrets;
  /** Where the heads of the audit chains are written down outside the database. */
  readonly anchors: Anchors;
  /** Which code computes; the audit records it. */
  readonly codeVersion: string;
  /** Where people open the console, for links in HubSpot. */
  readonly publicOrigin: string;
};
