import { expect, test } from 'vitest';
import { MARA, TOM } from '../../server/demo/demo-company.ts';
import { KESTREL } from '../../server/demo/demo-deals.ts';
import { rowCounts } from '../support/raw-sqlite.ts';
import { newKey, saved } from '../support/sign-off-steps.ts';
import { openWorld } from '../support/world.ts';

const FORM_TYPES = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'];

/** What a page of another site can make a browser send: no header of its own, and no JSON. */
test('a page of another site changes nothing: neither by a form nor by a request that needs no permission', async () => {
  const world = await openWorld();
  await saved(world.console(TOM), KESTREL);
  const before = rowCounts(world.ports.database);
  const body = JSON.stringify({ idempotencyKey: newKey(), sizing: KESTREL.sizing });
  for (const type of FORM_TYPES) {
    for (const path of [`/deals/${KESTREL.id}/estimates`, `/deals/${KESTREL.id}/sign-offs`]) {
      const plain = await world.app.request(`/api/v1${path}`, {
        method: 'POST',
        body,
        headers: { 'content-type': type, origin: 'https://evil.example', cookie: 'x-demo-person=9011' },
      });
      expect([401, 403, 415], `${type} ${path}`).toContain(plain.status);
      const named = await world.console(MARA).send('POST', path, body, {
        'content-type': type,
        origin: 'https://evil.example',
      });
      expect([403, 415], `${type} ${path}`).toContain(named.status);
    }
  }
  expect(rowCounts(world.ports.database)).toEqual(before);
});

test('no other site is ever allowed to read an answer or to ask for more', async () => {
  const world = await openWorld();
  for (const method of ['OPTIONS', 'GET', 'POST']) {
    const answer = await world.app.request('/api/v1/sign-offs', {
      method,
      headers: {
        origin: 'https://evil.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'x-demo-person, content-type',
      },
    });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect(answer.headers.get('access-control-allow-headers')).toBeNull();
  }
});

test('no page of ours can be put into a frame of another site, and none runs a script from elsewhere', async () => {
  const world = await openWorld();
  for (const path of ['/healthz', '/api/v1/me', '/api']) {
    const answer = await world.app.request(path);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy, path).toContain("frame-ancestors 'none'");
    expect(policy, path).not.toMatch(/script-src[^;]*('unsafe-inline'|'unsafe-eval'|https?:)/);
  }
});
