import type { AccountReplay } from '@dealfloor/price-book';
import type { Database } from '../db/database.ts';
import { replayAccount } from '../facts/replay-account.ts';
import { printKnown } from './account-figures.ts';
import type { BookedWindow } from './account-window.ts';

/** A replay splits each day's pool over everybody once more; past so many facts nobody is made to wait for it. */
const MOST_FACTS = 100_000;

/**
 * The window of an account priced once more as a deal. Null where nothing was used, where a day came from another ETL
 * (its pool and method are not known here), and where it would take too long: `dealfloor verify` has the time.
 */
export async function windowReplay(
  database: Database,
  portalId: string,
  tenantId: string,
  { from, to, factRows }: BookedWindow,
): Promise<AccountReplay | null> {
  if (factRows > MOST_FACTS) return null;
  const replay = await replayAccount(database, portalId, { tenantId, from, to, priceVersion: null });
  if (replay.days === 0 || replay.importedDays > 0) return null;
  return {
    bookedUsd: printKnown(replay.bookedNanoUsd),
    replayedUsd: printKnown(replay.replayedNanoUsd),
    isSame: replay.isSame && replay.bookedNanoUsd !== null,
  };
}
