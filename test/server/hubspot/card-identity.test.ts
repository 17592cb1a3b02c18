import { expect, test } from 'vitest';
import { readCardIdentity } from '../../../server/hubspot/card-identity.ts';

const base = 'https://dealfloor.example/hubspot/estimates?dealId=9001';
const whole = `${base}&userId=901&portalId=1001&userEmail=priya%40acme.example&appId=55`;

test('exactly one of each is who is asking', () => {
  expect(readCardIdentity(whole)).toEqual({
    ok: true,
    identity: { portalId: '1001', userId: '901', userEmail: 'priya@acme.example', appId: '55' },
  });
});

test.each([
  ['a second portal', `${whole}&portalId=2002`, 'portalId'],
  ['the same portal twice', `${whole}&portalId=1001`, 'portalId'],
  ['a second portal, escaped', `${whole}&%70ortalId=2002`, 'portalId'],
  ['a second user', `${whole}&userId=902`, 'userId'],
  ['a second e-mail', `${whole}&userEmail=boss%40acme.example`, 'userEmail'],
  ['no identity', base, 'portalId'],
  ['no user', whole.replace('userId', 'user'), 'userId'],
  ['an empty portal', whole.replace('1001', ''), 'portalId'],
  ['a portal that is no number', whole.replace('1001', '1001x'), 'portalId'],
  ['a negative portal', whole.replace('1001', '-1001'), 'portalId'],
  ['a padded portal', whole.replace('1001', '01001'), 'portalId'],
  ['an e-mail that is none', whole.replace('%40', ''), 'userEmail'],
])('%s is refused', (_name, url, named) => {
  const check = readCardIdentity(url);
  expect(check).toMatchObject({ ok: false });
  expect(check.ok ? '' : check.reason).toContain(named);
});
