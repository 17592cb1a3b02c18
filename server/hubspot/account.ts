import type { DealFields } from './deal-fields.ts';
import type { HubSpotPaths } from './paths.ts';
import type { Call } from './transport.ts';

/** One HubSpot account: what every verb of this folder stands on. */
export type Account = {
  call: <Answer>(call: Call<Answer>) => Promise<Answer>;
  paths: HubSpotPaths;
  /** Which deal properties of this account hold what we read. */
  fields: () => Promise<DealFields>;
};
