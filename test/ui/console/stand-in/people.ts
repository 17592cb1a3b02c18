import type { Person, Viewer } from '@dealfloor/price-book';

type DemoPerson = Person & { email: string; roles: Viewer['roles']; title: string };

export const TOM: DemoPerson = {
  userId: '101',
  name: 'Tom Okafor',
  email: 'tom@example.com',
  roles: ['ae'],
  title: 'Account executive',
};

export const DANA: DemoPerson = {
  userId: '102',
  name: 'Dana Whitfield',
  email: 'dana@example.com',
  roles: ['ae', 'finance'],
  title: 'Deal desk',
};

export const MARA: DemoPerson = {
  userId: '201',
  name: 'Mara Lindqvist',
  email: 'mara@example.com',
  roles: ['finance'],
  title: 'Finance',
};

export const JOEL: DemoPerson = {
  userId: '202',
  name: 'Joel Brandão',
  email: 'joel@example.com',
  roles: ['finance', 'cfo'],
  title: 'CFO',
};

export const IMANI: DemoPerson = {
  userId: '301',
  name: 'Imani Cole',
  email: 'imani@example.com',
  roles: ['csm'],
  title: 'Customer success',
};

export const PEOPLE = [TOM, DANA, MARA, JOEL, IMANI] as const;

export function personOf({ userId, name }: DemoPerson): Person {
  return { userId, name };
}
