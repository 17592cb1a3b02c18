import { expect, test } from 'vitest';
import type { CardRequest } from '../../../ui/card-host/src/contract.ts';
import { cardFetch } from '../../../ui/card-host/src/worker/card-fetch.ts';

test('the card gets an ordinary Response', async () => {
  const response = await cardFetch(
    async () => ({ status: 409, body: '{"message":"Already waiting"}' }),
    'https://x.example',
  );
  expect(response.ok).toBe(false);
  expect(await response.json()).toEqual({ message: 'Already waiting' });
});

test('an answer without a body is a Response too', async () => {
  const response = await cardFetch(async () => ({ status: 204, body: '' }), 'https://x.example');
  expect(response.status).toBe(204);
});

test('a refusal rejects, as a broken connection does', async () => {
  const refused = cardFetch(async () => ({ refusal: 'Only https.' }), 'http://x.example');
  await expect(refused).rejects.toThrow('Only https.');
});

test('every option of hubspot.fetch crosses to the page', async () => {
  const seen: CardRequest[] = [];
  await cardFetch(
    async (request) => {
      seen.push(request);
      return { status: 200, body: '{}' };
    },
    new URL('https://x.example/a'),
    { method: 'post', timeout: 5_000, body: { a: 1 }, headers: new Headers({ Authorization: 'Bearer t' }) },
  );
  expect(seen).toEqual([
    {
      url: 'https://x.example/a',
      method: 'POST',
      headers: { authorization: 'Bearer t' },
      body: { a: 1 },
      timeoutMs: 5_000,
    },
  ]);
});
