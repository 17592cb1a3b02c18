import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { z } from 'zod';
import { HubSpotRefusal, invalid, noSuchRoute, scopesMissing } from './hubspot-refusal.ts';
import { type ObjectType, objectTypeOf, objectTypes } from './object-types.ts';
import type { Portal } from './portal.ts';

export type SandboxEnv = {
  /** Empty when the app is called in process, without a socket. */
  Bindings: Partial<HttpBindings>;
  /** The account that the token opens, and what the app was allowed there. */
  Variables: { portal: Portal; scopes: ReadonlySet<string> };
};
export type SandboxContext = Context<SandboxEnv>;

export async function readBody<Body extends z.ZodType>(
  c: SandboxContext,
  schema: Body,
): Promise<z.output<Body>> {
  const type = c.req.header('content-type') ?? '';
  if (!type.startsWith('application/json')) {
    throw new HubSpotRefusal(415, { message: 'Unsupported Media Type', category: 'VALIDATION_ERROR' });
  }
  const body = schema.safeParse(parseJson(await c.req.text()));
  if (body.success) return body.data;
  const issue = body.error.issues[0];
  throw invalid(`Invalid input JSON: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid('Invalid input JSON on line 1, column 1');
  }
}

/** The object type named in the path, once the app is known to have the scope for it. */
export function objectTypeIn(c: SandboxContext, parameter: string, access: 'read' | 'write'): ObjectType {
  const type = objectTypeOf(c.req.param(parameter) ?? '');
  if (type === null) throw noSuchRoute();
  const facts = objectTypes[type];
  requireScopes(c, [access === 'read' ? facts.readScope : facts.writeScope]);
  return type;
}

export function requireScopes(c: SandboxContext, scopes: string[]): void {
  const granted = c.get('scopes');
  if (!scopes.every((scope) => granted.has(scope))) throw scopesMissing(scopes);
}

/** HubSpot takes both a repeated parameter and a comma list. */
export function queryList(c: SandboxContext, name: string): string[] {
  return (c.req.queries(name) ?? []).flatMap((value) => value.split(',')).filter((value) => value !== '');
}

export function queryLimit(c: SandboxContext, greatest: number, usual: number): number {
  const text = c.req.query('limit');
  if (text === undefined) return usual;
  const limit = Number(text);
  if (!/^\d{1,4}$/.test(text) || limit < 1 || limit > greatest) {
    throw invalid(`limit must be between 1 and ${greatest}`);
  }
  return limit;
}

/** The object type whose properties are about to be changed. */
export function schemaTypeIn(c: SandboxContext): ObjectType {
  const type = objectTypeIn(c, 'type', 'read');
  requireScopes(c, [`crm.schemas.${type}.write`]);
  return type;
}
