import type { CardContext, CardLocation, PageLocation } from '../contract.ts';

export type Viewing = {
  title: string;
  portalId: string;
  appId: string;
  locale: string;
  person: { userId: string; name: string; email: string };
};
type OnRecord = { location: CardLocation; kind: 'deal' | 'company'; recordId: string };

const objectTypeIds = { deal: '0-3', company: '0-2' } as const;

/** What HubSpot tells a card on a record. */
export function createContext({ location, kind, recordId, ...viewing }: Viewing & OnRecord): CardContext {
  const crm = { objectId: Number(recordId), objectTypeId: objectTypeIds[kind] };
  return { ...surroundings(viewing), location, crm };
}

/** What HubSpot tells a page of the app. */
export function createPageContext(location: PageLocation, viewing: Viewing): CardContext {
  return { ...surroundings(viewing), location };
}

function surroundings({ title, portalId, appId, locale, person }: Viewing) {
  const [firstName = '', ...rest] = person.name.split(' ');
  return {
    user: {
      id: Number(person.userId),
      email: person.email,
      emails: [person.email],
      firstName,
      lastName: rest.join(' '),
      roles: [],
      teams: [],
      locale,
      language: locale.slice(0, 2),
      permissions: [],
    },
    portal: { id: Number(portalId), timezone: Intl.DateTimeFormat().resolvedOptions().timeZone },
    extension: { appId, appName: 'Dealfloor', cardTitle: title },
  };
}
