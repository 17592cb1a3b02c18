import type { Account } from './account.ts';
import type { HubSpotAccount } from './port.ts';
import { AccountAnswer } from './wire.ts';

/** Whose account a token opens; any token may ask. */
export async function readAccount({ call, paths }: Account): Promise<HubSpotAccount> {
  const { portalId, timeZone, companyCurrency } = await call({
    operation: 'ask which account this is',
    method: 'GET',
    path: paths.accountDetails(),
    statuses: [200],
    answer: AccountAnswer,
  });
  return { portalId: String(portalId), timeZone, currency: companyCurrency };
}
