import {
  CheckItem,
  Checklist,
  CheckName,
  Disconnected,
  DisconnectInput,
  MappingInput,
  MappingPreview,
  MappingPreviewInput,
  MappingView,
  PipelineRulesInput,
  PipelineRulesPlan,
  ProvisioningInput,
  ProvisioningPlan,
} from '@dealfloor/price-book';
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnv } from '../http/app-env.ts';
import { jsonAnswer, jsonBody, PROBLEMS } from '../http/router.ts';
import type { Ports } from '../ports.ts';
import { endConnection } from './end-connection.ts';
import { previewMapping, readMapping, saveMapping } from './mapping.ts';
import { applyPipelineRules } from './pipeline-rules.ts';
import { applyProvisioning, planProvisioning } from './provisioning.ts';
import { readChecklist } from './read-checklist.ts';
import { runCheck } from './run-check.ts';

const checklist = createRoute({
  method: 'get',
  path: '/settings/checklist',
  summary: 'What is set up, what is left, and how the exchange with HubSpot goes',
  responses: { 200: jsonAnswer(Checklist, 'Seven items, the connection and its health.'), ...PROBLEMS },
});

const check = createRoute({
  method: 'post',
  path: '/settings/checks/{name}',
  summary: 'Look at one item of the checklist now',
  request: {
    params: z.object({ name: z.enum(CheckName.options).openapi({ param: { name: 'name', in: 'path' } }) }),
    ...jsonBody(z.strictObject({})),
  },
  responses: { 200: jsonAnswer(CheckItem, 'How it stands.'), ...PROBLEMS },
});

const mapping = createRoute({
  method: 'get',
  path: '/settings/mapping',
  summary: 'Which deal properties hold amount, currency, close date and seats',
  responses: { 200: jsonAnswer(MappingView, 'The mapping in force and what could be chosen.'), ...PROBLEMS },
});

const preview = createRoute({
  method: 'post',
  path: '/settings/mapping/preview',
  summary: 'Three real deals as a mapping would read them',
  request: jsonBody(MappingPreviewInput),
  responses: { 200: jsonAnswer(MappingPreview, 'The deals; nothing is kept.'), ...PROBLEMS },
});

const saveFields = createRoute({
  method: 'put',
  path: '/settings/mapping',
  summary: 'Keep a mapping',
  request: jsonBody(MappingInput),
  responses: { 200: jsonAnswer(MappingView, 'The mapping in force from now on.'), ...PROBLEMS },
});

const plan = createRoute({
  method: 'get',
  path: '/settings/provisioning',
  summary: 'What provisioning would do to the deal properties and to HubSpot’s approval rules',
  responses: { 200: jsonAnswer(ProvisioningPlan, 'Each property and how it differs.'), ...PROBLEMS },
});

const provision = createRoute({
  method: 'post',
  path: '/settings/provisioning',
  summary: 'Create the missing properties, and make right the named ones',
  request: jsonBody(ProvisioningInput),
  responses: { 200: jsonAnswer(ProvisioningPlan, 'How the properties stand now.'), ...PROBLEMS },
});

const pipelineRules = createRoute({
  method: 'post',
  path: '/settings/pipeline-rules',
  summary: 'Let HubSpot itself ask finance before the guarded stages; other rules are kept',
  request: jsonBody(PipelineRulesInput),
  responses: { 200: jsonAnswer(PipelineRulesPlan, 'How the rules stand now.'), ...PROBLEMS },
});

const disconnect = createRoute({
  method: 'post',
  path: '/settings/disconnect',
  summary: 'Take the app out of the portal',
  request: jsonBody(DisconnectInput),
  responses: { 200: jsonAnswer(Disconnected, 'What was revoked, and what stays.'), ...PROBLEMS },
});

/** How an admin sets a portal up: for HubSpot's settings page and for the console. */
export function addSettingsRoutes(router: OpenAPIHono<AppEnv>, ports: Ports): void {
  router.openapi(checklist, async (c) => c.json(await readChecklist(ports, c.get('actor')), 200));
  router.openapi(check, async (c) =>
    c.json(await runCheck(ports, c.get('actor'), c.req.valid('param').name), 200),
  );
  router.openapi(mapping, async (c) => c.json(await readMapping(ports, c.get('actor')), 200));
  router.openapi(preview, async (c) =>
    c.json(await previewMapping(ports, c.get('actor'), c.req.valid('json').mapping), 200),
  );
  router.openapi(saveFields, async (c) =>
    c.json(await saveMapping(ports, c.get('actor'), c.req.valid('json')), 200),
  );
  router.openapi(plan, async (c) => c.json(await planProvisioning(ports, c.get('actor')), 200));
  router.openapi(provision, async (c) =>
    c.json(await applyProvisioning(ports, c.get('actor'), c.req.valid('json')), 200),
  );
  router.openapi(pipelineRules, async (c) =>
    c.json(await applyPipelineRules(ports, c.get('actor'), c.req.valid('json')), 200),
  );
  router.openapi(disconnect, async (c) =>
    c.json(await endConnection(ports, c.get('actor'), c.req.valid('json').portalId), 200),
  );
}
