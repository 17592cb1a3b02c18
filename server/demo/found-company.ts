import { dayOf } from '../clock.ts';
import { importStaticToken } from '../connections/connect-static.ts';
import { setComparableAccounts } from '../estimates/set-comparable-accounts.ts';
import { systemActor } from '../people/actor.ts';
import { createPortal } from '../people/create-portal.ts';
import { savePerson } from '../people/save-person.ts';
import type { Ports } from '../ports.ts';
import { stockShelf } from '../price-books/stock-shelf.ts';
import { DEMO_PEOPLE, DEMO_PORTAL_ID, DEMO_TOKEN } from './demo-company.ts';
import { DEMO_COMPARABLE_ACCOUNTS } from './demo-deals.ts';

/** Makes the demo company's portal, people, shelf and comparable accounts. */
export async function foundCompany(ports: Ports): Promise<void> {
  const actor = systemActor(DEMO_PORTAL_ID);
  await createPortal(ports, actor, 'Dealfloor demo company');
  await stockShelf(ports, actor);
  await importStaticToken(ports, { portalId: DEMO_PORTAL_ID, accessToken: DEMO_TOKEN });
  for (const { userId, email, name, ownerId, roles } of DEMO_PEOPLE) {
    await savePerson(ports, actor, { userId, email, name, ownerId, roles });
  }
  const asOf = dayOf(ports.clock.now());
  for (const [useCase, accounts] of Object.entries(DEMO_COMPARABLE_ACCOUNTS)) {
    await setComparableAccounts(ports, actor, { useCase, accounts, asOf });
  }
}
