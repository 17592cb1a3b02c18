import { Problem } from '@dealfloor/price-book';
import { OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnv } from './app-env.ts';
import { schemaProblem } from './problem.ts';

/** A router whose every body and parameter is parsed by its schema, with one answer for what does not fit. */
export function createRouter(): OpenAPIHono<AppEnv> {
  return new OpenAPIHono<AppEnv>({
    defaultHook: (result, c) => (result.success ? undefined : schemaProblem(c, result.error)),
  });
}

export function jsonBody<Schema extends z.ZodType>(schema: Schema) {
  return { body: { required: true, content: { 'application/json': { schema } } } } as const;
}

export function jsonAnswer<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { 'application/json': { schema } } } as const;
}

function problem(description: string) {
  return { description, content: { 'application/problem+json': { schema: Problem } } } as const;
}

/** The refusals that every route shares, for the document. */
export const PROBLEMS = {
  400: problem('The bytes are no JSON that we take.'),
  401: problem('Nobody we know signed this request.'),
  403: problem('The person may not do this.'),
  404: problem('There is no such thing in this portal.'),
  409: problem('Somebody or something was first; the sentence says who.'),
  413: problem('The body is larger than 64 KB.'),
  415: problem('The body is not sent as JSON.'),
  422: problem('Fields are wrong; each is named.'),
  503: problem('HubSpot or the database is out of reach; nothing was changed.'),
} as const;

export const DealPath = z.object({
  dealId: z
    .string()
    .regex(/^[1-9]\d{0,15}$/, 'A deal id is a number.')
    .openapi({ param: { name: 'dealId', in: 'path' }, example: '1004' }),
});

export const SignOffId = z.string().regex(/^[0-9a-f]{32}$/, 'A request id has 32 hexadecimal digits.');
