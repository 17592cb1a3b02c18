import { Hono } from 'hono';
import { alreadyExists, notFound } from './hubspot-refusal.ts';
import { propertyGroupsOf } from './portal.ts';
import { NewPropertyGroup } from './property.ts';
import { objectTypeIn, readBody, type SandboxEnv, schemaTypeIn } from './sandbox-context.ts';

export function propertyGroupRoutes(): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>({ strict: false });

  routes.get('/:type/groups', (c) => {
    const type = objectTypeIn(c, 'type', 'read');
    return c.json({ results: [...propertyGroupsOf(c.get('portal'), type).values()] });
  });

  routes.get('/:type/groups/:name', (c) => {
    const type = objectTypeIn(c, 'type', 'read');
    const group = propertyGroupsOf(c.get('portal'), type).get(c.req.param('name'));
    if (!group) throw notFound(c.req.param('name'));
    return c.json(group);
  });

  routes.post('/:type/groups', async (c) => {
    const type = schemaTypeIn(c);
    const group = await readBody(c, NewPropertyGroup);
    const groups = propertyGroupsOf(c.get('portal'), type);
    if (groups.has(group.name)) throw alreadyExists('property group', group.name);
    const created = { ...group, archived: false };
    groups.set(group.name, created);
    return c.json(created, 201);
  });

  return routes;
}
