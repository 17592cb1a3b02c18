import { Hono } from 'hono';
import { alreadyExists, invalid, notFound } from './hubspot-refusal.ts';
import { propertiesOf, propertyGroupsOf } from './portal.ts';
import { customProperty, NewProperty, PropertyChange } from './property.ts';
import { objectTypeIn, readBody, type SandboxEnv, schemaTypeIn } from './sandbox-context.ts';
import type { SandboxState } from './state.ts';

export function propertyRoutes(state: SandboxState): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>({ strict: false });

  routes.get('/:type', (c) => {
    const type = objectTypeIn(c, 'type', 'read');
    return c.json({ results: [...propertiesOf(c.get('portal'), type).values()] });
  });

  routes.get('/:type/:name', (c) => {
    const type = objectTypeIn(c, 'type', 'read');
    const property = propertiesOf(c.get('portal'), type).get(c.req.param('name'));
    if (!property) throw notFound(c.req.param('name'));
    return c.json(property);
  });

  routes.post('/:type', async (c) => {
    const type = schemaTypeIn(c);
    const input = await readBody(c, NewProperty);
    const properties = propertiesOf(c.get('portal'), type);
    if (properties.has(input.name)) throw alreadyExists('property', input.name);
    if (!propertyGroupsOf(c.get('portal'), type).has(input.groupName)) {
      throw invalid(`Property group ${input.groupName} does not exist`);
    }
    const created = customProperty(input, state.clock.now().toISOString());
    properties.set(created.name, created);
    return c.json(created, 201);
  });

  routes.patch('/:type/:name', async (c) => {
    const type = schemaTypeIn(c);
    const change = await readBody(c, PropertyChange);
    const property = propertiesOf(c.get('portal'), type).get(c.req.param('name'));
    if (!property) throw notFound(c.req.param('name'));
    if (property.hubspotDefined) throw invalid(`${property.name} is defined by HubSpot`);
    const changed = { ...property, ...change, updatedAt: state.clock.now().toISOString() };
    propertiesOf(c.get('portal'), type).set(property.name, changed);
    return c.json(changed);
  });

  return routes;
}
