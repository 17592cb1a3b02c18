import type { PublicOwner } from '@hubspot/api-client/lib/codegen/crm/owners/index.js';
import { Hono } from 'hono';
import { notFound } from './hubspot-refusal.ts';
import { pageByCursor } from './page.ts';
import { queryLimit, requireScopes, type SandboxEnv } from './sandbox-context.ts';
import type { SeedOwner } from './seed.ts';
import type { Wire } from './wire-type.ts';

const ownersScope = 'crm.objects.owners.read';

export function ownerRoutes(): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>({ strict: false });

  routes.get('/', (c) => {
    requireScopes(c, [ownersScope]);
    const { owners, since } = c.get('portal');
    const isArchived = c.req.query('archived') === 'true';
    const email = c.req.query('email');
    const page = pageByCursor({
      items: owners
        .filter((owner) => owner.archived === isArchived && (email === undefined || owner.email === email))
        .toSorted((one, other) => Number(one.id) - Number(other.id)),
      limit: queryLimit(c, 500, 100),
      after: c.req.query('after'),
      cursorOf: (owner) => Number(owner.id),
    });
    const results = page.items.map((owner) => toWireOwner(owner, since.toISOString()));
    return c.json({ results, ...(page.paging && { paging: page.paging }) });
  });

  routes.get('/:id', (c) => {
    requireScopes(c, [ownersScope]);
    const { owners, since } = c.get('portal');
    const owner = owners.find((candidate) => candidate.id === c.req.param('id'));
    if (!owner) throw notFound(c.req.param('id'));
    return c.json(toWireOwner(owner, since.toISOString()));
  });

  return routes;
}

/** Someone who left keeps the owner id, but has no user id any more. */
function toWireOwner(owner: SeedOwner, at: string) {
  return {
    id: owner.id,
    type: 'PERSON',
    email: owner.email,
    firstName: owner.firstName,
    lastName: owner.lastName,
    userIdIncludingInactive: owner.userId,
    ...(!owner.archived && { userId: owner.userId }),
    archived: owner.archived,
    createdAt: at,
    updatedAt: at,
  } satisfies Omit<Wire<PublicOwner>, 'type'> & { type: `${PublicOwner['type']}` };
}
