import { expect, test } from 'vitest';
import { parseEnvironment } from '../../server/env.ts';

test('an empty environment starts the demo on this machine, with HubSpot’s own address for later', () => {
  expect(parseEnvironment({})).toMatchObject({
    PORT: 8787,
    DEALFLOOR_DEMO: true,
    DEALFLOOR_DATA: '.data',
    LOG_LEVEL: 'info',
    HUBSPOT_BASE_URL: 'https://api.hubapi.com',
  });
});

test.each([
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['PORT', '80 '],
  ['PORT', ''],
  ['DEALFLOOR_DEMO', 'yes'],
  ['DEALFLOOR_DEMO', ''],
  ['DEALFLOOR_DATA', ''],
  ['LOG_LEVEL', 'loud'],
  ['PUBLIC_ORIGIN', 'ftp://dealfloor.example'],
  ['PUBLIC_ORIGIN', 'dealfloor.example'],
  ['HUBSPOT_API_VERSION', 'v1'],
  ['HUBSPOT_PORTAL_ID', '0123'],
  ['HUBSPOT_CLIENT_SECRET', ''],
])('%s=%j is refused by its name, never by its value', (name, value) => {
  const parse = () => parseEnvironment({ [name]: value, HUBSPOT_ACCESS_TOKEN: 'a-secret-token' });
  expect(parse).toThrow(`These environment variables are not right: ${name}.`);
});

test('every wrong variable is named at once', () => {
  const parse = () => parseEnvironment({ PORT: 'x', LOG_LEVEL: 'x', DEALFLOOR_DEMO: 'x' });
  expect(parse).toThrow('These environment variables are not right: PORT, LOG_LEVEL, DEALFLOOR_DEMO.');
});

test('an origin is kept as an origin, whatever path was written behind it', () => {
  const { PUBLIC_ORIGIN } = parseEnvironment({ PUBLIC_ORIGIN: 'https://dealfloor.example/some/path?x=1' });
  expect(PUBLIC_ORIGIN).toBe('https://dealfloor.example');
});
