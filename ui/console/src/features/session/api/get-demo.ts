import { Role } from '@dealfloor/price-book';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import type { ApiClient } from '../../../http/api-client.ts';
import { ApiProblem } from '../../../http/api-problem.ts';

export const DemoPerson = z.object({
  userId: z.string(),
  name: z.string(),
  roles: z.array(Role),
  title: z.string(),
});
export type DemoPerson = z.infer<typeof DemoPerson>;

/** The demo company's people; a person of it is chosen instead of a login. */
export const Demo = z.object({ people: z.array(DemoPerson).min(1) });
export type Demo = z.infer<typeof Demo>;

/** The demo, or null where the server runs for a real company. */
async function getDemo(api: ApiClient, signal: AbortSignal): Promise<Demo | null> {
  try {
    return await api.get('/demo', Demo, signal);
  } catch (error) {
    if (error instanceof ApiProblem && [401, 403, 404].includes(error.status)) return null;
    throw error;
  }
}

export function useDemo(api: ApiClient) {
  return useQuery({
    queryKey: ['demo'],
    queryFn: ({ signal }) => getDemo(api, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
