import { appendFileSync, chmodSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { anchorAll } from '../../../server/audit/anchor-head.ts';
import { createAnchors, parseAnchors } from '../../../server/audit/anchors.ts';
import { readHead } from '../../../server/audit/append-entry.ts';
import { verifyChain } from '../../../server/audit/verify-chain.ts';
import { DEMO_PORTAL_ID, MARA, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL } from '../../../server/demo/demo-deals.ts';
import { diskFiles } from '../../../server/files.ts';
import { asked, decided, saved } from '../../support/sign-off-steps.ts';
import { OTHER_PORTAL_ID } from '../../support/two-portals.ts';
import { openWorld, type World } from '../../support/world.ts';

const pathOf = ({ file }: World) => join(dirname(file), 'audit-anchors.jsonl');
const linesOf = (world: World) => readFileSync(pathOf(world), 'utf8').trimEnd().split('\n');
const headOf = (world: World) => readHead(world.ports.database, DEMO_PORTAL_ID);

test('when a decision is answered, its entry stands in the file of anchors', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  await decided(world.console(MARA), request.id, 'approve');
  const head = await headOf(world);
  expect(linesOf(world).map((line) => JSON.parse(line))).toEqual([
    { at: world.clock.now().toISOString(), portalId: DEMO_PORTAL_ID, ...head },
  ]);
});

test('the job anchors every portal whose chain moved, once', async () => {
  const world = await openWorld();
  expect(await anchorAll(world.ports)).toBe(2);
  expect(await anchorAll(world.ports)).toBe(0);
  await saved(world.card(TOM), KESTREL);
  expect(await anchorAll(world.ports)).toBe(1);
  const { anchors = [] } = (await world.ports.anchors.read()) ?? {};
  expect(anchors.map(({ portalId }) => portalId).sort()).toEqual(
    [DEMO_PORTAL_ID, DEMO_PORTAL_ID, OTHER_PORTAL_ID].sort(),
  );
  expect(anchors.at(-1)).toMatchObject({ portalId: DEMO_PORTAL_ID, ...(await headOf(world)) });
  const restarted = createAnchors(diskFiles, pathOf(world));
  expect(await anchorAll({ ...world.ports, anchors: restarted })).toBe(0);
});

test('a file of anchors that cannot be written loses no decision, shows in the metrics, and is caught up with', async () => {
  const world = await openWorld();
  mkdirSync(pathOf(world));
  const request = await asked(world.card(TOM), KESTREL);
  const answer = await decided(world.console(MARA), request.id, 'approve');
  expect(answer.status).toBe(200);
  await expect(anchorAll(world.ports)).rejects.toThrow(/EISDIR/);
  const metric = async () => {
    const text = await (await world.app.request('/metrics')).text();
    return text
      .split('\n')
      .find((line) => line.startsWith(`dealfloor_audit_unanchored_entries{portal="${DEMO_PORTAL_ID}"}`));
  };
  const entries = (await headOf(world))?.sequence;
  expect(await metric()).toMatch(new RegExp(` ${entries}$`));
  rmSync(pathOf(world), { recursive: true });
  expect(await anchorAll(world.ports)).toBe(2);
  expect(await metric()).toMatch(/ 0$/);
});

test('a line that a crash tore is named, and what comes after it stands on a line of its own', async () => {
  const world = await openWorld();
  appendFileSync(pathOf(world), '{"at":"2026-11-19T10:14:00.000Z","port');
  await anchorAll(world.ports);
  const read = await world.ports.anchors.read();
  expect(read).toMatchObject({ unreadable: [1] });
  expect(read?.anchors).toHaveLength(2);
  expect(
    await verifyChain(world.ports.database, DEMO_PORTAL_ID, { anchors: read?.anchors ?? [] }),
  ).toMatchObject({
    ok: true,
    anchors: 1,
  });
});

test('anchors that are asked for at once stand in their order, and an older head is never written after a newer one', async () => {
  const world = await openWorld();
  const { anchors } = world.ports;
  const anchor = (sequence: number) => ({
    at: '2026-11-19T10:14:00.000Z',
    portalId: '7',
    sequence,
    hash: String(sequence).padStart(64, '0'),
  });
  const written = await Promise.all([1, 3, 2, 3, 4].map((sequence) => anchors.append(anchor(sequence))));
  expect(written).toEqual([true, true, false, false, true]);
  expect((await anchors.read())?.anchors.map(({ sequence }) => sequence)).toEqual([1, 3, 4]);
});

test.each([
  '',
  '[]',
  'null',
  '7',
  '{"at":1}',
  '{"at":"2026-11-19T10:14:00.000Z","portalId":"1","sequence":0,"hash":"00"}',
])('the line %j is no anchor, and does not hide the others', (line) => {
  const good = `{"at":"2026-11-19T10:14:00.000Z","portalId":"1","sequence":1,"hash":"${'0'.repeat(64)}"}`;
  const { anchors, unreadable } = parseAnchors(`${good}\n${line}\n${good}\n`);
  expect(anchors).toHaveLength(2);
  expect(unreadable).toEqual(line === '' ? [] : [2]);
});

test('two anchors that contradict each other are a fault of the chain they are of', async () => {
  const world = await openWorld();
  await anchorAll(world.ports);
  const { anchors = [] } = (await world.ports.anchors.read()) ?? {};
  const [first] = anchors.filter(({ portalId }) => portalId === DEMO_PORTAL_ID);
  const forged = anchors.map((anchor) => ({ ...anchor, hash: 'f'.repeat(64) }));
  const check = await verifyChain(world.ports.database, DEMO_PORTAL_ID, { anchors: [...forged, ...anchors] });
  expect(check).toMatchObject({ ok: false, sequence: first?.sequence });
});

test.skipIf(process.getuid?.() === 0)(
  'a file that may not be read counts as none (skipped for root)',
  async () => {
    const world = await openWorld();
    await anchorAll(world.ports);
    chmodSync(pathOf(world), 0o000);
    expect(await createAnchors(diskFiles, pathOf(world)).read()).toBeNull();
  },
);
