import type { z } from 'zod';
import { readJson } from './answer.ts';
import type { keepBudget } from './call-budget.ts';
import type { countCalls } from './call-counts.ts';
import { type HubSpotRequest, sendToHubSpot } from './client.ts';
import { refusalOf } from './refusal.ts';
import { brokenAnswer, UpstreamError } from './upstream-error.ts';

export type Call<Answer> = HubSpotRequest & {
  /** Named in errors, in a person's words: "read the deal". */
  operation: string;
  statuses: readonly number[];
  answer: z.ZodType<Answer>;
};

export type Transport = <Answer>(portalId: string, call: Call<Answer>) => Promise<Answer>;

export type TransportOptions = {
  baseUrl: string;
  accessTokenFor: (portalId: string) => Promise<string>;
  deadlineMs: number;
  onUnauthorized?: (portalId: string) => Promise<void>;
  counts?: ReturnType<typeof countCalls>;
  budget?: ReturnType<typeof keepBudget>;
};

/** One attempt under one deadline that covers the body too. Nothing is tried again here: the outbox does that. */
export function createTransport(options: TransportOptions): Transport {
  const baseUrl = options.baseUrl.replace(/\/+$/, '');
  return async (portalId, call) => {
    const accessToken = await options.accessTokenFor(portalId);
    const signal = AbortSignal.timeout(options.deadlineMs);
    try {
      const response = await sendToHubSpot({ baseUrl, accessToken }, call, signal);
      options.budget?.hear(portalId, response.headers);
      const answer = await understand(call, response);
      options.counts?.answered(portalId);
      return answer;
    } catch (error) {
      const failure = error instanceof UpstreamError ? error : failureOf(call.operation, error, signal);
      options.counts?.failed(portalId, failure);
      if (failure.kind === 'unauthorized') await options.onUnauthorized?.(portalId);
      throw failure;
    }
  };
}

async function understand<Answer>(call: Call<Answer>, response: Response): Promise<Answer> {
  if (response.status >= 400) {
    const body = await readJson(call.operation, response).catch((error: unknown) => {
      if (error instanceof UpstreamError) return null;
      throw error;
    });
    throw refusalOf(response.status, response.headers, body);
  }
  if (!call.statuses.includes(response.status)) {
    await response.body?.cancel();
    throw brokenAnswer(call.operation, response.status);
  }
  const answer = call.answer.safeParse(await readJson(call.operation, response));
  if (!answer.success) throw brokenAnswer(call.operation, response.status);
  return answer.data;
}

function failureOf(operation: string, error: unknown, signal: AbortSignal): UpstreamError {
  if (signal.aborted) {
    const sentence = `HubSpot did not answer in time (${operation}).`;
    return new UpstreamError({ kind: 'timeout', sentence, retryable: true });
  }
  if (error instanceof TypeError) {
    const sentence = `HubSpot could not be reached (${operation}).`;
    return new UpstreamError({ kind: 'unreachable', sentence, retryable: true });
  }
  throw error;
}
