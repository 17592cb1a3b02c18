import type { CardContext, CardLocation } from '../contract.ts';

type Setting = {
  location: CardLocation;
  dealId: string;
  portalId: string;
  appId: string;
  locale: string;
  person: { userId: string; name: string; email: string; roles: readonly string[] };
};

export function createContext({ location, dealId, portalId, appId, locale, person }: Setting): CardContext {
  const [firstName = '', ...rest] = person.name.split(' ');
  return {
    location,
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
    crm: { objectId: Number(dealId), objectTypeId: '0-3' },
    extension: { appId, appName: 'Dealfloor', cardTitle: 'Margin' },
  };
}
