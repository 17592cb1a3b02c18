import { expect, test } from 'vitest';
import { checkChain } from '../../../server/audit/check-chain.ts';
import { walkAll } from '../../../server/audit/walk-job.ts';
import { DEMO_PORTAL_ID, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL } from '../../../server/demo/demo-deals.ts';
import type { Ports } from '../../../server/ports.ts';
import { dropTriggers, openRaw } from '../../support/raw-sqlite.ts';
import { saved } from '../../support/sign-off-steps.ts';
import { openWorld, type World } from '../../support/world.ts';

/** So that the few entries of a test are a chain too long to be walked whole for whoever asks. */
const LONG = { wholeAtOnce: 0, patienceMs: 8_000 };

const check = (ports: Ports) => checkChain(ports, DEMO_PORTAL_ID, LONG);

async function say({ card, clock }: World): Promise<void> {
  clock.advance(60_000);
  await saved(card(TOM), KESTREL);
}

function edit({ file }: World, sequence: number): void {
  const raw = openRaw(file);
  dropTriggers(raw);
  raw.prepare("update audit_entries set via = 'cli' where sequence = ?").run(sequence);
}

test('a long chain is walked on from where it was walked whole, and the answer says when that was', async () => {
  const world = await openWorld();
  await say(world);
  const whole = await check(world.ports);
  expect(whole).toMatchObject({ ok: true, walkedAt: whole.checkedAt });
  await say(world);
  const later = await check(world.ports);
  expect(later).toMatchObject({ ok: true, entries: whole.entries + 1, walkedAt: whole.checkedAt });
  expect(later.checkedAt).toBe(world.clock.now().toISOString());
  edit(world, later.entries);
  const broken = { ok: false, sequence: later.entries, fault: 'its content was changed' };
  expect(await check(world.ports)).toMatchObject(broken);
});

test('a change before that is found by the job that walks the whole, and by everybody who asks from then on', async () => {
  const world = await openWorld();
  await say(world);
  await check(world.ports);
  edit(world, 1);
  expect(await check(world.ports)).toMatchObject({ ok: true });
  await expect(walkAll(world.ports)).rejects.toThrow(/entry 1: its content was changed$/);
  expect(await check(world.ports)).toMatchObject({ ok: false, sequence: 1 });
});

test('the entry at which the last whole walk ended is looked for again', async () => {
  const world = await openWorld();
  await say(world);
  const { entries } = await check(world.ports);
  const raw = openRaw(world.file);
  dropTriggers(raw);
  raw.prepare('delete from audit_entries where sequence = ?').run(entries);
  expect(await check(world.ports)).toMatchObject({ ok: false, sequence: entries });
});

test('a walk that takes too long is no reason to keep anybody waiting', async () => {
  const { ports } = await openWorld();
  const anchors = { ...ports.anchors, read: () => new Promise<never>(() => {}) };
  const asking = checkChain({ ...ports, anchors }, DEMO_PORTAL_ID, { ...LONG, patienceMs: 1 });
  await expect(asking).rejects.toMatchObject({ status: 503, message: expect.stringContaining('Ask again') });
});
