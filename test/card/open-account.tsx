import type { AccountView } from '@dealfloor/price-book';
import { Button, Text, ToggleGroup } from '@hubspot/ui-extensions';
import { createRenderer } from '@hubspot/ui-extensions/testing';
import { AccountMarginSidebar } from '../../ui/hubspot/src/app/cards/AccountMarginSidebar.tsx';
import { AccountMarginTab } from '../../ui/hubspot/src/app/cards/AccountMarginTab.tsx';
import { handed, textsOf } from './open-tab.tsx';
import { answer, StandIn } from './stand-in.ts';

const PLACES = {
  tab: { location: 'crm.record.tab', Card: AccountMarginTab },
  sidebar: { location: 'crm.record.sidebar', Card: AccountMarginSidebar },
} as const;

/** A card cannot be unmounted here, so each test has a company of its own. */
let companiesOpened = 80_000;

/** A service that answers one account as the real schema has checked it. */
class AccountService extends StandIn {
  readonly #path: string;
  readonly #views: readonly AccountView[];

  constructor(companyId: number, views: readonly AccountView[]) {
    super();
    this.#path = `/companies/${companyId}/account`;
    this.#views = views;
  }

  protected isOurs(path: string): boolean {
    return path.startsWith(this.#path);
  }

  protected reply(path: string): Response {
    const view = this.#views.findLast(({ window }) => path.endsWith(`?window=${window}`));
    return view
      ? answer(view)
      : answer({ code: 'not-found', message: 'No such account.', requestId: 'req_1' }, 404);
  }
}

/** The account card of a company, drawn by HubSpot's own renderer over a stand-in service. */
export function openAccount(
  views: AccountView | readonly AccountView[] | null,
  { place = 'tab', locale = 'en-US' }: { place?: 'tab' | 'sidebar'; locale?: string } = {},
) {
  companiesOpened += 1;
  const objectId = companiesOpened;
  const service = new AccountService(objectId, views === null ? [] : [views].flat());
  const { location, Card } = PLACES[place];
  const renderer = createRenderer(location);
  const { context } = renderer.mocks;
  const onCompany = { ...context, user: { ...context.user, locale }, crm: { objectId, objectTypeId: '0-2' } };
  renderer.render(<Card context={asContext(onCompany)} />);

  const words = () => textsOf(renderer.getRootNode());
  return {
    service,
    renderer,
    companyId: String(objectId),
    words,
    text: (testId: string) => renderer.findByTestId(Text, testId).text,
    sees: (text: string | RegExp) =>
      renderer.waitFor(
        () => {
          const all = words().join('\n');
          const isThere = typeof text === 'string' ? all.includes(text) : text.test(all);
          if (!isThere) throw new Error(`not on the card: ${text}\n${all}`);
        },
        { timeoutInMs: 4_000 },
      ),
    look: (days: '30' | '90') =>
      renderer.findByTestId(ToggleGroup, 'window').trigger('onChange', handed(days)),
    click: (testId: string) => renderer.findByTestId(Button, testId).trigger('onClick', handed({})),
  };
}

/** Both cards take what they stand on from the same fields; their contexts differ in the name of the place alone. */
function asContext(context: object): never {
  return context as never;
}
