import { type AccountView, type AccountWindow, ratioPercent } from '@dealfloor/price-book';
import { dayOf } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { TenantRow } from '../facts/tenant-terms.ts';
import type { Actor } from '../people/actor.ts';
import { viewerOf } from '../people/viewer.ts';
import type { Ports } from '../ports.ts';
import { type LiveTerms, readLiveTerms } from '../price-books/live-terms.ts';
import { NotFoundError } from '../service-error.ts';
import { costOf, printKnown } from './account-figures.ts';
import { readHistory } from './account-history.ts';
import { daysOf, endpointsOf, priceVersionsOf } from './account-parts.ts';
import { accountRow } from './account-row.ts';
import { isInScope, scopeOf } from './account-scope.ts';
import { type BookedWindow, readWindow, windowFreshness } from './account-window.ts';
import { estimateVersusActual } from './estimate-versus-actual.ts';
import { accountsOfCompany, findAccount } from './find-account.ts';
import { ownerNames } from './owner-names.ts';
import { sumFacts, withRevenue } from './sum-facts.ts';
import { windowReplay } from './window-replay.ts';

const NO_SUCH_ACCOUNT = 'There is no such account in your book.';

/** One account of the viewer's book; somebody else's is answered like one that does not exist. */
export async function readAccount(
  ports: Ports,
  actor: Actor,
  tenantId: string,
  window: AccountWindow,
): Promise<AccountView> {
  const scope = await scopeOf(ports.database, actor);
  const tenant = await findAccount(ports.database, actor.portalId, tenantId, dayOf(ports.clock.now()));
  if (!tenant || !isInScope(scope, tenant)) throw new NotFoundError(NO_SUCH_ACCOUNT);
  return view(ports, actor, tenant, window);
}

/** The same by the HubSpot company: the first of its accounts that the viewer may see, a paying one before a trial. */
export async function readAccountOfCompany(
  ports: Ports,
  actor: Actor,
  companyId: string,
  window: AccountWindow,
): Promise<AccountView> {
  const scope = await scopeOf(ports.database, actor);
  const today = dayOf(ports.clock.now());
  const accounts = await accountsOfCompany(ports.database, actor.portalId, companyId, today);
  const tenant = accounts.find((account) => isInScope(scope, account));
  if (!tenant) throw new NotFoundError(NO_SUCH_ACCOUNT);
  return view(ports, actor, tenant, window);
}

async function view(
  ports: Ports,
  actor: Actor,
  tenant: TenantRow,
  asked: AccountWindow,
): Promise<AccountView> {
  const { database, clock } = ports;
  const { portalId } = actor;
  const window = await readWindow(database, portalId, asked);
  const terms = await readLiveTerms(ports, database, portalId);
  return {
    viewer: viewerOf(actor),
    window: asked,
    from: window?.from ?? null,
    to: window?.to ?? null,
    freshness: windowFreshness(window, clock.now()),
    ...(await partsOf(database, tenant, window ?? EMPTY_WINDOW, terms)),
    floorPercent: terms ? ratioPercent(terms.policy.floor) : null,
    targetPercent: terms ? ratioPercent(terms.policy.target) : null,
  };
}

/** Before the first day is booked: no day lies in it. */
const EMPTY_WINDOW: BookedWindow = {
  window: '30',
  from: '9999-12-31',
  to: '0001-01-01',
  booked: [],
  factRows: 0,
  version: '',
};

type Parts = Pick<
  AccountView,
  'account' | 'days' | 'salesCostUsd' | 'endpoints' | 'priceVersions' | 'estimate' | 'replay'
>;

async function partsOf(
  database: Database,
  tenant: TenantRow,
  window: BookedWindow,
  terms: LiveTerms | null,
): Promise<Parts> {
  const { portalId, tenantId } = tenant;
  const history = await readHistory(database, portalId, tenant, window);
  const { own, ownRevenue, costClass } = history;
  const sums = withRevenue(sumFacts(own), [...ownRevenue.values()]);
  const owners = await ownerNames(database, portalId);
  const rates = terms?.rates ?? null;
  const context = { database, portalId, window, owners, policy: terms?.policy ?? null, rates };
  const costDays = new Set(own.map(({ eventDate }) => eventDate)).size;
  const account = await accountRow(context, { ...tenant, ...sums, costClass, costDays });
  const onTrial = history.facts.filter((fact) => fact.costClass === 'cac');
  return {
    account,
    days: daysOf(window, history),
    salesCostUsd: printKnown(costOf(sumFacts(onTrial))),
    endpoints: endpointsOf(own, rates),
    priceVersions: priceVersionsOf(own),
    estimate: await estimateVersusActual(database, tenant, { window, account, sums, facts: own, rates }),
    replay: await windowReplay(database, portalId, tenantId, window),
  };
}
