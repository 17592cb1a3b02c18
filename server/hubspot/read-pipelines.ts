import type { Connection } from './connection.ts';
import { PipelinesAnswer } from './wire.ts';

export function readPipelines({ transport, paths }: Connection, portalId: string): Promise<PipelinesAnswer> {
  return transport(portalId, {
    operation: 'read the deal stages',
    method: 'GET',
    path: paths.dealPipelines(),
    statuses: [200],
    answer: PipelinesAnswer,
  });
}
