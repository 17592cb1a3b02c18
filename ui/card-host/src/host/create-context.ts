import type { CardContext, CardLocation } from '../contract.ts';

type Setting = {
  location: CardLocation;
  kind: 'deal' | 'company';
  recordId: string;
  cardTitle: string;
  portalId: string;
  appId: string;
  locale: string;
  person: { userId: string; name: string; email: string; roles: readonly string[] };
};

const objectTypeIds = { deal: '0-3', company: '0-2' } as const;

export function createContext(setting: Setting): CardContext {
  const { location, kind, recordId, cardTitle, portalId, appId, locale, person } = setting;
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
    crm: { objectId: Number(recordId), objectTypeId: objectTypeIds[kind] },
    extension: { appId, appName: 'Dealfloor', cardTitle },
  };
}
