import type { Problem } from '@dealfloor/price-book';
import type { Context, ErrorHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Logger } from 'pino';
import type { ZodError } from 'zod';
import { UpstreamError } from '../hubspot/upstream-error.ts';
import { loggable } from '../log.ts';
import { ServiceError } from '../service-error.ts';
import type { AppEnv } from './app-env.ts';
import { fieldIssues } from './field-issues.ts';

/** The one place where what went wrong becomes a status and a body. */
export function problemHandler(log: Logger): ErrorHandler<AppEnv> {
  return (error, c) => {
    const { status, code, message, issues } = problemOf(error);
    if (status >= 500)
      log.error({ requestId: c.get('requestId'), code, err: loggable(error) }, 'request failed');
    if (status === 503) c.header('Retry-After', '2');
    return answer(c, status, { code, message, ...(issues ? { issues } : {}) });
  };
}

type Described = { status: number; code: string; message: string; issues?: Problem['issues'] };

function problemOf(error: Error): Described {
  if (error instanceof ServiceError) {
    const { status, code, message, issues } = error;
    return { status, code, message, ...(issues.length > 0 ? { issues: [...issues] } : {}) };
  }
  if (error instanceof UpstreamError)
    return { status: 503, code: 'hubspot-unavailable', message: error.message };
  if (error instanceof HTTPException && error.status === 504) {
    const message = 'This took too long. Look whether it was done before you ask again.';
    return { status: 503, code: 'timed-out', message };
  }
  if (error instanceof HTTPException && error.status === 415) {
    return { status: 415, code: 'unsupported-media-type', message: 'Send the body as application/json.' };
  }
  if (error instanceof HTTPException) {
    return {
      status: error.status,
      code: 'bad-request',
      message: error.message || 'The request cannot be read.',
    };
  }
  return { status: 500, code: 'internal', message: 'Something broke on our side. Nothing was changed.' };
}

/** A body that does not have the shape of its schema: every field at fault, by its path. */
export function schemaProblem(c: Context<AppEnv>, error: ZodError): Response {
  return answer(c, 422, {
    code: 'invalid',
    message: 'Some fields are not right.',
    issues: fieldIssues(error),
  });
}

function answer(c: Context, status: number, problem: Omit<Problem, 'requestId'>): Response {
  const body = JSON.stringify({ ...problem, requestId: String(c.get('requestId') ?? '') });
  return c.body(body, status as 400, { 'Content-Type': 'application/problem+json; charset=UTF-8' });
}
