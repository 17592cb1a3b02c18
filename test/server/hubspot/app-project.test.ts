import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dealSubscriptions } from '../../../server/hubspot/sandbox/webhook-settings.ts';
import { goesWithout, HUBSPOT_SCOPES, OPTIONAL_HUBSPOT_SCOPES } from '../../../server/hubspot/scopes.ts';

const part = (path: string) =>
  JSON.parse(readFileSync(new URL(`../../../ui/hubspot/src/app/${path}`, import.meta.url), 'utf8')).config;

test('the app asks HubSpot for what the server needs, and with a static token for nothing that is optional', () => {
  const { type, requiredScopes, optionalScopes } = part('app-hsmeta.json').auth;
  expect(type).toBe('static');
  expect(['oauth', ...requiredScopes].toSorted()).toEqual(
    HUBSPOT_SCOPES.map(({ scope }) => scope).toSorted(),
  );
  expect(optionalScopes).toEqual([]);
});

test('the sandbox tells what the app is subscribed to, no less and no more', () => {
  type Subscription = { subscriptionType: string; propertyName?: string | undefined };
  const name = ({ subscriptionType, propertyName }: Subscription) =>
    `${subscriptionType} ${propertyName ?? ''}`;
  const { crmObjects } = part('webhooks/webhooks-hsmeta.json').subscriptions;
  expect(crmObjects.map(name).toSorted()).toEqual(dealSubscriptions.map(name).toSorted());
  for (const one of crmObjects) expect(one).toMatchObject({ objectType: 'deal', active: true });
});

test('what an account goes without is said in a sentence, and nothing where it has everything', () => {
  expect(goesWithout(['crm.objects.deals.read'])).toBe(
    ' Without the permission automation, HubSpot takes no answer for a workflow that waits for a sign-off.',
  );
  expect(goesWithout(OPTIONAL_HUBSPOT_SCOPES.map(({ scope }) => scope))).toBe('');
});
