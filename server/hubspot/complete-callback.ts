import { z } from 'zod';
import type { Account } from './account.ts';

/** Lets a workflow go on that waits at our action. */
export async function completeCallback(
  { call, paths }: Account,
  callbackId: string,
  outputFields: Readonly<Record<string, string>>,
): Promise<void> {
  await call({
    operation: 'complete the workflow action',
    method: 'POST',
    path: paths.callback(callbackId),
    body: { outputFields, typedOutputs: {} },
    statuses: [204],
    answer: z.unknown(),
  });
}
