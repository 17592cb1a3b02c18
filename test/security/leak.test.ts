import type { Role } from '@dealfloor/price-book';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { DEMO_CLIENT_SECRET, DEMO_PEOPLE, DEMO_TOKEN, TOM } from '../../server/demo/demo-company.ts';
import { KESTREL } from '../../server/demo/demo-deals.ts';
import { asked } from '../support/sign-off-steps.ts';
import { OTHER_PORTAL_ID, OTHER_TOKEN } from '../support/two-portals.ts';
import { startWorld, type World } from '../support/world.ts';

const Document = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

let world: World;
let signOffId: string;
let paths: string[];

beforeAll(async () => {
  world = await startWorld({ hasFacts: true });
  signOffId = (await asked(world.card(TOM), KESTREL)).id;
  const document = Document.parse(await (await world.app.request('/openapi.json')).json());
  paths = Object.entries(document.paths)
    .filter(([, methods]) => 'get' in methods)
    .map(([path]) => path);
});
afterAll(() => world.close());

/** An address that exists for as many routes as can be told from the name of a parameter. */
function filled(path: string): string {
  const known: Record<string, string> = {
    dealId: KESTREL.id,
    signOffId,
    version: '2026-11-01',
    tenantId: 't_001',
    accountId: 't_001',
  };
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => known[name] ?? '1');
}

const SECRETS = [
  DEMO_TOKEN,
  OTHER_TOKEN,
  DEMO_CLIENT_SECRET,
  ...DEMO_PEOPLE.map(({ email }) => email),
  '@dealfloor.example',
  'x-api-key',
];

const ROLES: readonly Role[] = [...new Set(DEMO_PEOPLE.flatMap(({ roles }) => roles))];

test.each(ROLES)('no answer that %s can read carries an e-mail address, a token or a key', async (role) => {
  const person = DEMO_PEOPLE.find(({ roles }) => roles.includes(role));
  if (!person) throw new Error(`nobody of the demo company is ${role}`);
  let read = 0;
  for (const path of paths) {
    const local = path.replace(/^\/api\/v1/, '');
    const answer = await world.console(person).get(filled(local));
    if (answer.status === 200) read += 1;
    for (const secret of SECRETS) {
      expect(answer.text.toLowerCase(), `${role} ${path}`).not.toContain(secret.toLowerCase());
    }
    expect(answer.text, path).not.toContain(OTHER_PORTAL_ID);
  }
  expect(read).toBeGreaterThan(3);
});

test('many routes were asked, by people of many roles', () => {
  expect(paths.length).toBeGreaterThan(10);
  expect(ROLES.length).toBeGreaterThan(5);
});
