import type { Role } from '@dealfloor/price-book';

/** The demo company as pages see it. */
export type DemoCompany = {
  readonly portalId: string;
  readonly sandboxUrl: string;
  readonly cardOrigin: string;
  readonly appId: string;
  readonly people: readonly DemoPerson[];
};

export type DemoPerson = {
  readonly userId: string;
  readonly ownerId: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly title: string;
};

export const DEMO_PORTAL_ID = '24681357';
export const DEMO_TOKEN = 'demo-token-for-the-sandbox-only';
export const DEMO_CLIENT_SECRET = 'demo-client-secret-for-the-sandbox-only';
export const DEMO_APP_ID = '1357911';
/** The address that the card calls and HubSpot's proxy knows; in the demo it is mapped to this machine. */
export const CARD_ORIGIN = 'https://dealfloor.example';

function person(number: number, name: string, title: string, roles: readonly Role[]): DemoPerson {
  const email = `${name.toLowerCase().replace('ã', 'a').replace(' ', '.')}@dealfloor.example`;
  return { userId: String(9_000 + number), ownerId: String(5_000 + number), name, email, roles, title };
}

export const PRIYA = person(1, 'Priya Raman', 'Account executive', ['ae']);
export const TOM = person(2, 'Tom Okafor', 'Account executive', ['ae']);
export const DANA = person(3, 'Dana Whitfield', 'Account executive', ['ae']);
export const MARA = person(11, 'Mara Lindqvist', 'Finance', ['finance']);
export const JOEL = person(12, 'Joel Brandão', 'Finance', ['finance']);
export const TED = person(13, 'Ted Marsh', 'CFO', ['cfo']);
export const IMANI = person(31, 'Imani Cole', 'Customer success', ['csm']);
export const LUKAS = person(32, 'Lukas Brandt', 'Customer success', ['csm']);
export const SOFIA = person(33, 'Sofia Marchetti', 'Customer success', ['csm']);

export const DEMO_PEOPLE: readonly DemoPerson[] = [
  PRIYA,
  TOM,
  DANA,
  MARA,
  JOEL,
  TED,
  person(21, 'Greta Lund', 'Sales manager', ['manager']),
  IMANI,
  LUKAS,
  SOFIA,
  person(41, 'Noor Aziz', 'RevOps admin', ['admin']),
];
