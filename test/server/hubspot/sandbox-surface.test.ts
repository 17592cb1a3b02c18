import { Client } from '@hubspot/api-client';
import { AssociationSpecAssociationCategoryEnum as Category } from '@hubspot/api-client/lib/codegen/crm/associations/v4/models/AssociationSpec.js';
import { FilterOperatorEnum } from '@hubspot/api-client/lib/codegen/crm/deals/models/Filter.js';
import {
  PropertyCreateFieldTypeEnum,
  PropertyCreateTypeEnum,
} from '@hubspot/api-client/lib/codegen/crm/properties/models/PropertyCreate.js';
import { describe, expect, test } from 'vitest';
import { dealProperties, dealPropertyGroup } from '../../../server/hubspot/deal-properties.ts';
import { associationTypes } from '../../../server/hubspot/sandbox/association-types.ts';
import { createSandbox } from '../../../server/hubspot/sandbox/create-sandbox.ts';
import { dealfloorScopes } from '../../../server/hubspot/sandbox/object-types.ts';
import { NewRun } from '../../../server/hubspot/sandbox/workflow-run.ts';
import { startRun } from '../../../server/hubspot/sandbox/workflow-runs.ts';
import { acme, now, openWorld, seed } from './sandbox-world.ts';
import { exchangeFindings, routeOf, servedRoutes } from './served-exchanges.ts';

type World = Awaited<ReturnType<typeof openWorld>>;

const typed = (category: number) => [
  { associationCategory: Category.HubspotDefined, associationTypeId: category },
];

async function useObjects(client: Client): Promise<void> {
  const { basicApi, batchApi, searchApi } = client.crm.deals;
  const created = await basicApi.create({
    properties: { dealname: 'New', dealstage: 'contractsent', amount: '10.50' },
    associations: [{ to: { id: '501' }, types: typed(5) }],
  });
  await basicApi.getById(created.id, ['dealname', 'no_such_property'], ['dealstage'], ['companies']);
  await basicApi.update(created.id, { properties: { amount: '11' } });
  await basicApi.getPage(2, undefined, ['dealname', 'amount'], undefined, ['companies', 'tasks']);
  await batchApi.read({ inputs: [{ id: '9001' }], properties: ['amount'], propertiesWithHistory: [] });
  await batchApi.read({ inputs: [{ id: '9001' }, { id: '404' }], properties: [], propertiesWithHistory: [] });
  const batch = await batchApi.create({
    inputs: [{ properties: { dealname: 'A' } }, { properties: { dealname: 'B' } }],
  });
  await batchApi.create({ inputs: [{ properties: { dealname: 'C' } }, { properties: { no_such: 'D' } }] });
  await batchApi.update({ inputs: [{ id: '9001', properties: { amount: '1' } }] });
  await batchApi.update({
    inputs: [
      { id: '9001', properties: { amount: '1' } },
      { id: '404', properties: { amount: '1' } },
    ],
  });
  await batchApi.archive({ inputs: batch.results.map(({ id }) => ({ id })) });
  await searchApi.doSearch({
    filterGroups: [{ filters: [{ propertyName: 'amount', operator: FilterOperatorEnum.Gt, value: '5' }] }],
    sorts: ['-amount'],
    properties: ['amount'],
    limit: 1,
    after: '0',
  });
  await basicApi.archive(created.id);
}

async function useActivitiesAndAssociations(client: Client): Promise<void> {
  const task = await client.crm.objects.tasks.basicApi.create({
    properties: {
      hs_timestamp: String(now.getTime()),
      hs_task_subject: 'Call',
      hs_task_status: 'NOT_STARTED',
    },
    associations: [{ to: { id: '9001' }, types: typed(216) }],
  });
  await client.crm.objects.notes.basicApi.create({
    properties: { hs_timestamp: now.toISOString(), hs_note_body: 'x' },
  });
  const { basicApi } = client.crm.associations.v4;
  await basicApi.getPage('deals', '9001', 'tasks');
  const inputs = [{ id: '9001' }, { id: '404' }];
  await client.crm.associations.v4.batchApi.getPage('deals', 'companies', { inputs });
  await basicApi.getPage('task', task.id, '0-3');
  await basicApi.create('deals', '9002', 'companies', '501', typed(5));
  await basicApi.createDefault('deals', '9003', 'companies', '501');
  await basicApi.archive('deals', '9002', 'companies', '501');
}

async function useSettings(client: Client): Promise<void> {
  const { coreApi, groupsApi } = client.crm.properties;
  await groupsApi.create('deals', { ...dealPropertyGroup, displayOrder: -1 });
  await groupsApi.getAll('deals');
  await groupsApi.getByName('deals', dealPropertyGroup.name);
  await coreApi.create('deals', {
    name: 'dealfloor_link',
    label: 'Margin record',
    groupName: dealPropertyGroup.name,
    type: PropertyCreateTypeEnum.String,
    fieldType: PropertyCreateFieldTypeEnum.Text,
  });
  await coreApi.getAll('deals');
  await coreApi.getByName('deals', 'dealfloor_link');
  await coreApi.update('deals', 'dealfloor_link', { label: 'Record of the margin' });
  await client.crm.pipelines.pipelinesApi.getAll('deals');
  await client.crm.pipelines.pipelinesApi.getById('deals', 'default');
  await client.crm.pipelines.pipelineStagesApi.getAll('deals', 'default');
  await client.crm.owners.ownersApi.getPage();
  await client.crm.owners.ownersApi.getById(11);
}

/** Workflows, and the pipeline rules that HubSpot's client does not know. */
async function useAutomation(client: Client, { sandbox }: World): Promise<void> {
  sandbox.state.send = () => Response.json({ outputFields: { hs_execution_state: 'BLOCK' } });
  const app = { ...options, clock: { now: () => now } };
  const run = await startRun(sandbox.state, app, NewRun.parse({ portalId: acme.portalId, dealId: '9001' }));
  const outputFields = { hs_execution_state: 'SUCCESS' };
  await client.automation.actions.callbacksApi.complete(run.callbackId, { outputFields });
  const rules = '/crm/pipelines-rules/2026-09/0-3';
  const approvalStageRules = [{ pipelineStageId: 'contractsent', approverUserIds: [901] }];
  for (const [method, path, body] of [
    ['GET', '/default', undefined],
    ['PUT', '/default', { approvalStageRules }],
    ['PATCH', '/default', {}],
    ['POST', '/approvals/start', { dealId: '9001' }],
    ['GET', '/approvals/9001', undefined],
  ] as const)
    expect((await client.apiRequest({ method, path: rules + path, ...(body && { body }) })).ok).toBe(true);
}

const options = { clientSecret: 's', appOrigin: 'http://127.0.0.1:9', cardOrigin: 'https://x.example' };

const typedClient = ({ sandbox }: World) => new Client({ accessToken: acme.token, basePath: sandbox.url });

describe("HubSpot's own typed client against the sandbox", () => {
  test('every call hits a served route with the exact status, and every answer fits the models', async () => {
    const [first] = seed.portals;
    const scopes = [
      ...dealfloorScopes,
      'crm.objects.companies.write',
      'automation',
      'crm-pipelines-governance-read',
      'crm-pipelines-governance-write',
      'deal-approval-read',
    ];
    const world = await openWorld({ seed: { portals: [{ ...acme, ...first, scopes }] } });
    const client = typedClient(world);
    await useObjects(client);
    await useActivitiesAndAssociations(client);
    await useSettings(client);
    await useAutomation(client, world);
    const exchanges = world.sandbox.state.journal;
    expect(exchanges.flatMap(exchangeFindings)).toEqual([]);
    const hit = new Set(exchanges.map(routeOf));
    expect(servedRoutes.filter((route) => !hit.has(route)).map((route) => route.path.source)).toEqual([]);
  });

  test.each(['2026-09', 'v3'] as const)(
    'our own calls over the %s paths fit the same models',
    async (apiVersion) => {
      const world = await openWorld({ apiVersion });
      const { hubspot, sandbox } = world;
      await hubspot.ensureDealProperties(acme.portalId, dealPropertyGroup, dealProperties);
      await hubspot.updateDeal(acme.portalId, '9001', { dealfloor_verdict: 'loss' });
      await hubspot.updateDeal(acme.portalId, '9001', { dealfloor_verdict: 'none' }).catch(() => {});
      await hubspot.createTask(acme.portalId, {
        dealId: '9001',
        ownerId: null,
        subject: 's',
        body: 'b',
        dueAt: now,
        priority: 'LOW',
        token: 't-1',
      });
      await hubspot.addNote(acme.portalId, { dealId: '9001', bodyHtml: 'b', token: 't-2', at: now });
      await hubspot.listDeals(acme.portalId);
      await hubspot.listOwners(acme.portalId);
      await hubspot.readDeals(acme.portalId, ['9001', '404']);
      await hubspot.findFate(acme.portalId, '404');
      await hubspot.findChangedDeals(acme.portalId, { since: now, after: null });
      await hubspot.listDealIds(acme.portalId, null);
      await hubspot.completeCallback(acme.portalId, 'ap-0', { margin_decision: 'approved' }).catch(() => {});
      expect(sandbox.state.journal.length).toBeGreaterThan(30);
      expect(sandbox.state.journal.flatMap(exchangeFindings)).toEqual([]);
    },
  );

  test('a model that drifted would be found', async () => {
    const world = await openWorld();
    await world.hubspot.getDeal(acme.portalId, '9001');
    const [exchange] = world.sandbox.state.journal;
    const changed = (from: string, to: string) =>
      exchange
        ? exchangeFindings({ ...exchange, responseBody: exchange.responseBody.replace(from, to) })
        : [];
    expect(changed('"updatedAt"', '"changedAt"').join()).toContain('changedAt: unknown field');
    expect(changed('"archived":false', '"archived":"no"').join()).toContain('archived: not a boolean');
    expect(changed('"createdAt":"2026', '"createdAt":"soon 2026').join()).toContain(
      'createdAt: not a date-time',
    );
  });
});

test('association type ids are those of the client', async () => {
  const { AssociationTypes } = await import('@hubspot/api-client');
  const named = { dealToCompany: 341, taskToDeal: 216, dealToTask: 215, noteToDeal: 214, dealToNote: 213 };
  expect(AssociationTypes).toMatchObject({ ...named, primaryDealToCompany: 5, primaryCompanyToDeal: 6 });
  const ids: unknown[] = Object.values(AssociationTypes);
  expect(associationTypes.filter((type) => !ids.includes(type.typeId))).toEqual([]);
});

test('the sandbox refuses to run in production', () => {
  expect(() => createSandbox({ ...options, clock: { now: () => now }, environment: 'production' })).toThrow(
    'does not run in production',
  );
});
