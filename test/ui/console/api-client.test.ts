import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createApiClient, type Send } from '../../../ui/console/src/http/api-client.ts';
import { ApiProblem } from '../../../ui/console/src/http/api-problem.ts';
import { answer, refuse } from './stand-in/answers.ts';

const Answer = z.strictObject({ sentence: z.string() });

async function problemOf(send: Send): Promise<ApiProblem> {
  const error: unknown = await createApiClient(send, null)
    .get('/me', Answer)
    .catch((reason: unknown) => reason);
  if (!(error instanceof ApiProblem)) throw new Error('it did not fail as a problem');
  return error;
}

describe('asking the server', () => {
  it('says who asks in the demo, and nothing of it elsewhere', async () => {
    const seen: (string | null)[] = [];
    const send: Send = async (request) => {
      seen.push(request.headers.get('x-demo-person'));
      return answer({ sentence: 'Hello.' });
    };
    await createApiClient(send, '201').get('/me', Answer);
    await createApiClient(send, null).get('/me', Answer);
    expect(seen).toEqual(['201', null]);
  });

  it('posts JSON to its own origin and reads the answer', async () => {
    const send: Send = async (request) => {
      expect(request.url).toBe(`${window.location.origin}/api/v1/sign-offs/1/decisions`);
      expect(request.headers.get('content-type')).toBe('application/json');
      return answer({ sentence: JSON.stringify(await request.json()) });
    };
    const read = await createApiClient(send, null).post(
      '/sign-offs/1/decisions',
      { kind: 'approve' },
      Answer,
    );
    expect(read.sentence).toBe('{"kind":"approve"}');
  });

  it('carries the server’s sentence, code and request of a refusal, which is final', async () => {
    const problem = await problemOf(async () => refuse(409, 'decided', 'Mara approved this 12 s ago.'));
    expect(problem).toMatchObject({ message: 'Mara approved this 12 s ago.', code: 'decided', status: 409 });
    expect(problem.requestId).toBe('req-stand-in');
    expect(problem.mayPass).toBe(false);
  });

  it.each<[string, Send, string]>([
    ['cannot be reached', () => Promise.reject(new TypeError('offline')), 'unreachable'],
    [
      'fails without a reason',
      async () => new Response('<h1>Bad gateway</h1>', { status: 502 }),
      'no-reason',
    ],
    ['answers something else', async () => answer({ sentence: 5 }), 'unreadable-answer'],
    ['is too busy', async () => refuse(429, 'busy', 'Try again in 2 s.'), 'busy'],
  ])('may be tried again when the server %s', async (_, send, code) => {
    const problem = await problemOf(send);
    expect(problem.code).toBe(code);
    expect(problem.mayPass).toBe(true);
    expect(problem.message).toMatch(/\.$/);
  });
});
