import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../http/api-problem.ts';

/** A refusal is an answer and is not asked twice; a server that cannot be reached or fails is asked once more. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => error instanceof ApiProblem && error.mayPass && failures < 1,
        retryDelay: 600,
      },
      mutations: { retry: false },
    },
  });
}
