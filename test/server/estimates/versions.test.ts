import { EstimateVersion } from '@dealfloor/price-book';
import { expect, test } from 'vitest';
import { TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL } from '../../../server/demo/demo-deals.ts';
import { putOnShelf, withCreditAt } from '../../support/shelf.ts';
import { saved } from '../../support/sign-off-steps.ts';
import { DAY_MS } from '../../support/test-clock.ts';
import { OTHER_DEAL_ID, OTHER_PORTAL_ID, OTHER_SELLER } from '../../support/two-portals.ts';
import { openWorld } from '../../support/world.ts';

test('a saved version is read again as it was frozen, whatever became of prices since', async () => {
  const world = await openWorld();
  const tom = world.card(TOM);
  const first = await saved(tom, KESTREL);
  await putOnShelf(world, withCreditAt('0.002', '2026-11-20', 'dearer'));
  world.clock.advance(DAY_MS);
  const second = await saved(tom, KESTREL);
  expect(second.estimate.term.costUsd).not.toBe(first.estimate.term.costUsd);
  const read = async (version: number) =>
    EstimateVersion.parse((await tom.get(`/deals/${KESTREL.id}/estimates/${version}`)).body);
  expect(await read(1)).toEqual(first);
  expect(await read(2)).toEqual(second);
});

test('a version that is not there, or is another portal’s, does not exist', async () => {
  const world = await openWorld();
  const tom = world.card(TOM);
  const other = world.card(OTHER_SELLER, OTHER_PORTAL_ID);
  await saved(tom, KESTREL);
  await saved(other, { ...KESTREL, id: OTHER_DEAL_ID });
  expect((await tom.get(`/deals/${KESTREL.id}/estimates/2`)).status).toBe(404);
  expect((await tom.get(`/deals/${OTHER_DEAL_ID}/estimates/1`)).status).toBe(404);
  expect((await other.get(`/deals/${KESTREL.id}/estimates/1`)).status).toBe(404);
  for (const version of ['0', '-1', '1.5', 'x', '99999999']) {
    expect((await tom.get(`/deals/${KESTREL.id}/estimates/${version}`)).status, version).toBe(422);
  }
});
