import { DealView, Queue, SignOff } from '@dealfloor/price-book';
import { expect, test } from 'vitest';
import { DEMO_PORTAL_ID, MARA, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL } from '../../../server/demo/demo-deals.ts';
import { readTasks } from '../../support/hubspot-reader.ts';
import { asked, decided } from '../../support/sign-off-steps.ts';
import { openWorld } from '../../support/world.ts';

test('a seller asks, finance decides, and HubSpot says so', async () => {
  const world = await openWorld();
  const tom = world.card(TOM);
  const mara = world.console(MARA);

  const request = await asked(tom, KESTREL);
  expect(request.status).toBe('waiting');
  const queue = Queue.parse((await mara.get('/sign-offs')).body);
  expect(queue.rows.map((row) => row.signOff.id)).toEqual([request.id]);
  await world.deliver();
  const waiting = await world.ports.hubspot.getDeal(DEMO_PORTAL_ID, KESTREL.id);
  expect(waiting?.dealfloor).toMatchObject({
    dealfloor_verdict: 'sign_off',
    dealfloor_margin_percent: '49.2',
    dealfloor_sign_off: 'waiting',
    dealfloor_approver: null,
  });
  const [task] = await readTasks(world);
  expect(task?.properties).toMatchObject({
    hs_task_subject: 'Sign-off: Kestrel Monitoring, 49.2% margin',
    hs_task_status: 'NOT_STARTED',
    hubspot_owner_id: MARA.ownerId,
  });
  expect(task?.properties.hs_task_body).toContain(`/sign-offs/${request.id}`);

  const answer = await decided(mara, request.id, 'approve');
  expect(SignOff.parse(answer.body).status).toBe('approved');
  await world.deliver();
  const approved = await world.ports.hubspot.getDeal(DEMO_PORTAL_ID, KESTREL.id);
  expect(approved?.dealfloor).toMatchObject({
    dealfloor_sign_off: 'approved',
    dealfloor_approver: 'Mara Lindqvist',
    dealfloor_valid_until: '2026-12-19',
    dealfloor_price_book: '2026-11-01',
    dealfloor_estimate_version: '1',
    dealfloor_link: `https://dealfloor.example/sign-offs/${request.id}`,
  });
  const tasks = await readTasks(world);
  expect(tasks.map(({ properties }) => properties.hs_task_status)).toEqual(['COMPLETED']);
  const view = DealView.parse((await tom.get(`/deals/${KESTREL.id}`)).body);
  expect(view.status).toBe('approved');
});
