import { z } from 'zod';
import { Unreachable } from './unreachable.ts';

const DemoPerson = z.object({
  userId: z.string(),
  ownerId: z.string().optional(),
  name: z.string(),
  email: z.string(),
  roles: z.array(z.string()),
  title: z.string(),
});
export type DemoPerson = z.infer<typeof DemoPerson>;

const Demo = z.object({
  portalId: z.string(),
  sandboxUrl: z.url(),
  cardOrigin: z.url(),
  appId: z.string(),
  people: z.array(DemoPerson).min(1),
});
export type Demo = z.infer<typeof Demo>;

export async function fetchDemo(): Promise<Demo> {
  const response = await fetch('/api/v1/demo').catch(() => null);
  if (response === null) throw new Unreachable('server', 'The Dealfloor server does not answer.');
  if (response.status === 404) {
    throw new Unreachable(
      'server',
      'The server runs without the demo company, so there is nobody to be here.',
    );
  }
  if (!response.ok) {
    throw new Unreachable('server', `The Dealfloor server is in trouble: it answered ${response.status}.`);
  }
  return Demo.parse(await response.json());
}
