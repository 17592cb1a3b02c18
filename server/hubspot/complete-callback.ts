import { z } from 'zod';
import type { Account } from './account.ts';
import { isUpstreamError, UpstreamError } from './upstream-error.ts';

/** Lets a workflow go on that waits at our action. */
export async function completeCallback(
  { call, paths }: Account,
  callbackId: string,
  outputFields: Readonly<Record<string, string>>,
): Promise<void> {
  const answered = call({
    operation: 'complete the workflow action',
    method: 'POST',
    path: paths.callback(callbackId),
    body: { outputFields, typedOutputs: {} },
    statuses: [204],
    answer: z.unknown(),
  });
  await answered.catch((error: unknown) => {
    if (!isUpstreamError(error, 'forbidden')) throw error;
    const sentence = 'HubSpot takes no answer for the workflow: the app needs the permission "automation".';
    throw new UpstreamError({ ...error, kind: 'forbidden', sentence, retryable: false });
  });
}
