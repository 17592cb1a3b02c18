import { describe, expect, test } from 'vitest';
import { dealProperties, dealPropertyGroup } from '../../../server/hubspot/deal-properties.ts';
import type { NewTask } from '../../../server/hubspot/port.ts';
import { createLinkedRecord } from '../../../server/hubspot/sandbox/linked-record.ts';
import { linksFrom } from '../../../server/hubspot/sandbox/links.ts';
import { acme, now, openWorld, upstreamErrorOf } from './sandbox-world.ts';

const task: NewTask = {
  dealId: '9001',
  ownerId: '11',
  subject: 'Sign-off: Northwind Influence',
  body: 'Margin 52.1%, floor 60%.',
  dueAt: now,
  priority: 'HIGH',
  token: 'dealfloor-request-7',
};

describe.each(['2026-09', 'v3'] as const)('writing over the %s paths', (apiVersion) => {
  test('our deal properties are made once, and found the second time', async () => {
    const { hubspot } = await openWorld({ apiVersion });
    const names = dealProperties.map((definition) => definition.name);
    const first = await hubspot.ensureDealProperties(acme.portalId, dealPropertyGroup, dealProperties);
    expect(first).toEqual({ created: names, kept: [], different: [] });
    const second = await hubspot.ensureDealProperties(acme.portalId, dealPropertyGroup, dealProperties);
    expect(second).toEqual({ created: [], kept: names, different: [] });
  });

  test('a verdict is written, read back and cleared', async () => {
    const { hubspot } = await openWorld({ apiVersion });
    await hubspot.ensureDealProperties(acme.portalId, dealPropertyGroup, dealProperties);
    await hubspot.updateDeal(acme.portalId, '9001', {
      dealfloor_verdict: 'sign_off',
      dealfloor_margin_percent: '52.1',
      dealfloor_valid_until: '2026-12-31',
    });
    expect((await hubspot.getDeal(acme.portalId, '9001'))?.dealfloor).toMatchObject({
      dealfloor_verdict: 'sign_off',
      dealfloor_margin_percent: '52.1',
      dealfloor_valid_until: '2026-12-31',
      dealfloor_link: null,
    });
    await hubspot.updateDeal(acme.portalId, '9001', { dealfloor_verdict: '' });
    expect((await hubspot.getDeal(acme.portalId, '9001'))?.dealfloor.dealfloor_verdict).toBeNull();
  });

  test('a task is made once for its token, tied to the deal, and completed', async () => {
    const { hubspot, portal } = await openWorld({ apiVersion });
    const { taskId } = await hubspot.createTask(acme.portalId, task);
    expect(await hubspot.createTask(acme.portalId, task)).toEqual({ taskId });
    expect(linksFrom(portal, { type: 'deals', id: '9001' }, 'tasks')).toMatchObject([
      { toId: taskId, typeId: 215 },
    ]);
    expect(linksFrom(portal, { type: 'tasks', id: taskId }, 'deals')).toMatchObject([
      { toId: '9001', typeId: 216 },
    ]);
    await hubspot.completeTask(acme.portalId, taskId);
    await hubspot.completeTask(acme.portalId, taskId);
    const made = portal.records.get('tasks')?.get(taskId);
    expect(Object.fromEntries(made?.properties ?? [])).toMatchObject({
      hs_task_status: 'COMPLETED',
      hs_task_subject: task.subject,
      hs_task_priority: 'HIGH',
      hubspot_owner_id: '11',
      hs_timestamp: now.toISOString(),
    });
  });

  test('another token is another task, even when it begins the same', async () => {
    const { hubspot } = await openWorld({ apiVersion });
    const longer = await hubspot.createTask(acme.portalId, { ...task, token: 'dealfloor-request-77' });
    const shorter = await hubspot.createTask(acme.portalId, { ...task, token: 'dealfloor-request-7' });
    expect(shorter.taskId).not.toBe(longer.taskId);
  });

  test('a note is added once for its token', async () => {
    const { hubspot, portal } = await openWorld({ apiVersion });
    const note = { dealId: '9001', bodyHtml: '<b>Approved</b>', token: 'note-1', at: now };
    const { noteId } = await hubspot.addNote(acme.portalId, note);
    expect(await hubspot.addNote(acme.portalId, note)).toEqual({ noteId });
    expect(portal.records.get('notes')?.size).toBe(1);
    expect(linksFrom(portal, { type: 'notes', id: noteId }, 'deals')).toMatchObject([
      { toId: '9001', typeId: 214 },
    ]);
  });

  test('a task among more than a hundred others of the same deal is still found', async () => {
    const { hubspot, portal, sandbox } = await openWorld({ apiVersion });
    for (let index = 0; index < 230; index += 1) {
      createLinkedRecord(sandbox.state, portal, {
        type: 'tasks',
        properties: { hs_timestamp: now.toISOString(), hs_task_body: `request-${index}` },
        associations: [
          { to: { id: '9001' }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 216 }] },
        ],
      });
    }
    const { taskId } = await hubspot.createTask(acme.portalId, { ...task, token: 'request-229' });
    expect(portal.records.get('tasks')?.get(taskId)?.properties.get('hs_task_body')).toBe('request-229');
    expect(portal.records.get('tasks')?.size).toBe(230);
  });
});

describe('when somebody else was there first', () => {
  test('a property created between our read and our create is kept', async () => {
    const { hubspot, plan } = await openWorld();
    await hubspot.ensureDealProperties(acme.portalId, dealPropertyGroup, dealProperties);
    const missing = {
      kind: 'status' as const,
      status: 404,
      body: { category: 'OBJECT_NOT_FOUND' },
      headers: {},
    };
    await plan(
      { match: { method: 'GET', path: '/groups/dealfloor' }, fault: missing },
      { match: { method: 'GET', path: '/dealfloor_verdict' }, fault: missing },
    );
    const again = await hubspot.ensureDealProperties(acme.portalId, dealPropertyGroup, dealProperties);
    expect(again.created).toEqual([]);
    expect(again.kept).toHaveLength(dealProperties.length);
  });

  test('a property of another type is reported and left alone', async () => {
    const { hubspot } = await openWorld();
    const verdictAsText = {
      ...dealProperties[0],
      name: 'dealfloor_verdict',
      type: 'string',
      fieldType: 'text',
    } as const;
    const theirs = { ...verdictAsText, label: 'Theirs', description: '', options: [] };
    await hubspot.ensureDealProperties(acme.portalId, dealPropertyGroup, [theirs]);
    const ours = await hubspot.ensureDealProperties(acme.portalId, dealPropertyGroup, dealProperties);
    expect(ours.different.map((property) => property.name)).toEqual(['dealfloor_verdict']);
    expect(ours.different[0]?.differences).toContain('type is string, not enumeration');
    expect(ours.different[0]?.differences).toContain('option sign_off is missing');
  });
});

test('a refused update names the fields and nothing of their values', async () => {
  const { hubspot } = await openWorld();
  const error = await upstreamErrorOf(
    hubspot.updateDeal(acme.portalId, '9001', { dealstage: 'secret-stage', hs_mrr: '12345', no_such: 'x' }),
  );
  expect(error).toMatchObject({
    kind: 'refused',
    retryable: false,
    status: 400,
    category: 'VALIDATION_ERROR',
  });
  expect(error.message).toBe(
    'HubSpot refused our update: hs_mrr (READ_ONLY_VALUE), no_such (PROPERTY_DOESNT_EXIST), dealstage (INVALID_OPTION).',
  );
  expect(error.correlationId).toMatch(/^[0-9a-f-]{36}$/);
});
