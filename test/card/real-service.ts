import { hubspot } from '@hubspot/ui-extensions';
import { vi } from 'vitest';

export const NOOR = { userId: '9041' };
export const TOM = { userId: '9002' };
export const MARA = { userId: '9011' };

/** As much of the real service as card tests touch: they are compiled without the server's types. */
type Door = {
  send(method: string, path: string, body?: string | null): Promise<{ status: number; text: string }>;
};
type RealService = {
  card(person: { userId: string }): Door;
  console(person: { userId: string }): Door;
  clock: { advance(ms: number): void };
  plan(fault: object): void;
  deliver(): Promise<unknown>;
  sandbox: { state: { portals: Map<string, { token: string }> } };
};

/** The real app before the sandbox, as one person's `hubspot.fetch` reaches it: signed as HubSpot signs. */
export async function openRealService(person: { userId: string }): Promise<RealService> {
  const address = '../support/world.ts';
  const { openWorld }: { openWorld(): Promise<RealService> } = await import(/* @vite-ignore */ address);
  const world = await openWorld();
  vi.spyOn(hubspot, 'fetch').mockImplementation(async (url, options) => {
    const { method = 'GET', body } = options ?? {};
    const path = new URL(String(url)).pathname.replace('/hubspot', '');
    const answer = await world.card(person).send(method, path, body ? JSON.stringify(body) : null);
    return new Response(answer.text, { status: answer.status });
  });
  return world;
}

/** Sends something to the service that has to be taken. */
export async function send(door: Door, [method, path, body]: [string, string, object]): Promise<void> {
  const key = { idempotencyKey: `card-test-${method}-${path.replaceAll('/', '-')}` };
  const { status, text } = await door.send(method, path, JSON.stringify({ ...key, ...body }));
  if (status >= 300) throw new Error(text);
}
