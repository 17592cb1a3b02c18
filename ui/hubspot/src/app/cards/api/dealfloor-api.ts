import {
  AccountView,
  type AccountWindow,
  BreakEven,
  Catalogue,
  Comment,
  type CommentInput,
  DealView,
  Estimate,
  EstimateVersion,
  Queue,
  type SaveInput,
  SignOff,
  type Sizing,
  type SubmitInput,
} from '@dealfloor/price-book';
import { hubspot } from '@hubspot/ui-extensions';
import { type Answer, failureOfStatus, failureOfThrow, readAnswer, type Schema } from './answer.ts';

const ORIGIN = 'https://dealfloor.example/hubspot';
const TIMEOUT_MS = 5_000;

export function loadDeal(dealId: string): Promise<Answer<DealView>> {
  return request(DealView, deal(dealId));
}

export function loadCatalogue(): Promise<Answer<Catalogue>> {
  return request(Catalogue, '/catalogue');
}

export function loadVersion(dealId: string, version: number): Promise<Answer<EstimateVersion>> {
  return request(EstimateVersion, `${deal(dealId)}/estimates/${version}`);
}

export function previewEstimate(dealId: string, sizing: Sizing): Promise<Answer<Estimate>> {
  return request(Estimate, `${deal(dealId)}/preview`, { sizing });
}

export function loadBreakEven(dealId: string, sizing: Sizing): Promise<Answer<BreakEven>> {
  return request(BreakEven, `${deal(dealId)}/break-even`, { sizing });
}

export function saveEstimate(dealId: string, input: SaveInput): Promise<Answer<EstimateVersion>> {
  return request(EstimateVersion, `${deal(dealId)}/estimates`, input);
}

export function submitForSignOff(dealId: string, input: SubmitInput): Promise<Answer<SignOff>> {
  return request(SignOff, `${deal(dealId)}/sign-offs`, input);
}

export function withdrawSignOff(
  dealId: string,
  signOffId: string,
  input: { idempotencyKey: string },
): Promise<Answer<SignOff>> {
  return request(SignOff, `${deal(dealId)}/sign-offs/${encodeURIComponent(signOffId)}/withdraw`, input);
}

export function commentOnSignOff(
  dealId: string,
  signOffId: string,
  input: CommentInput,
): Promise<Answer<Comment>> {
  return request(Comment, `${deal(dealId)}/sign-offs/${encodeURIComponent(signOffId)}/comments`, input);
}

export function loadAccount(companyId: string, window: AccountWindow): Promise<Answer<AccountView>> {
  return request(AccountView, `/companies/${encodeURIComponent(companyId)}/account?window=${window}`);
}

export function loadQueue(): Promise<Answer<Queue>> {
  return request(Queue, '/sign-offs');
}

function deal(dealId: string): string {
  return `/deals/${encodeURIComponent(dealId)}`;
}

/** A request without a body is a GET; HubSpot passes on nothing but the URL and a JSON object. */
export async function request<T>(
  schema: Schema<T>,
  path: string,
  body?: Record<string, unknown>,
  method: 'POST' | 'PUT' = 'POST',
): Promise<Answer<T>> {
  const options = body ? ({ method, body, timeout: TIMEOUT_MS } as const) : { timeout: TIMEOUT_MS };
  try {
    const response = await inTime(hubspot.fetch(`${ORIGIN}${path}`, options));
    const answer: unknown = await response.json().catch(() => null);
    if (!response.ok) return { ok: false, failure: failureOfStatus(response.status, answer) };
    return readAnswer(schema, answer);
  } catch (error) {
    return { ok: false, failure: failureOfThrow(error) };
  }
}

/** HubSpot's own timeout may come late or never when the connection drops; ours does not. */
async function inTime(response: Promise<Response>): Promise<Response> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('timeout')), TIMEOUT_MS + 500);
  });
  try {
    return await Promise.race([response, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
