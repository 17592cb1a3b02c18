import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { appendEntry } from '../../../server/audit/append-entry.ts';
import { type Database, type Transaction, transact } from '../../../server/db/database.ts';
import { systemActor } from '../../../server/people/actor.ts';
import { openRaw, rawConnection } from '../../support/raw-sqlite.ts';
import { openWorld } from '../../support/world.ts';

async function insert({ query, tables }: Transaction, portalId: string): Promise<void> {
  await query.insert(tables.portals).values({ portalId, name: 'planted', createdAt: 't' });
}

function planted(database: Database): unknown[] {
  return rawConnection(database)
    .prepare("select portal_id from portals where name = 'planted' order by portal_id")
    .pluck()
    .all();
}

test('a neighbour’s write never joins a foreign transaction, nor rolls back with it', async () => {
  const { ports } = await openWorld();
  const failing = transact(ports.database, async (transaction) => {
    await insert(transaction, 'a1');
    await delay(20);
    await insert(transaction, 'a2');
    throw new Error('A fails late');
  });
  const neighbour = delay(5).then(() => transact(ports.database, (transaction) => insert(transaction, 'b')));
  await expect(failing).rejects.toThrow('A fails late');
  await neighbour;
  expect(planted(ports.database)).toEqual(['b']);
});

test('a failing job takes nobody of its group with it', async () => {
  const { ports } = await openWorld();
  const jobs = Array.from({ length: 60 }, (_, index) =>
    transact(ports.database, async (transaction) => {
      await insert(transaction, `p${String(index).padStart(2, '0')}`);
      if (index % 7 === 3) throw new Error(`job ${index}`);
    }),
  );
  const ends = await Promise.allSettled(jobs);
  const kept = ends.flatMap(({ status }, index) =>
    status === 'fulfilled' ? [`p${String(index).padStart(2, '0')}`] : [],
  );
  expect(kept).toHaveLength(51);
  expect(planted(ports.database)).toEqual(kept);
});

test('of 200 transactions at once none is answered before its rows are committed', async () => {
  const { ports, file } = await openWorld();
  const neighbour = openRaw(file).prepare('select count(*) from portals where portal_id = ?').pluck();
  const jobs = Array.from({ length: 200 }, async (_, index) => {
    await transact(ports.database, (transaction) => insert(transaction, `p${index}`));
    return neighbour.get(`p${index}`);
  });
  expect(await Promise.all(jobs)).toEqual(jobs.map(() => 1));
});

test('writes that come in during one turn of the event loop are committed together', async () => {
  const { ports, file } = await openWorld();
  const neighbour = openRaw(file).prepare('select count(*) from portals where portal_id = ?').pluck();
  const write = async (portalId: string) => {
    await nextTurn();
    await transact(ports.database, (transaction) => insert(transaction, portalId));
  };
  const [seen] = await Promise.all([write('one').then(() => neighbour.get('other')), write('other')]);
  expect(seen).toBe(1);
});

test('readers see nothing of a transaction that has not ended', async () => {
  const { ports } = await openWorld();
  await transact(ports.database, async (transaction) => {
    await insert(transaction, 'half');
    expect(planted(ports.database)).toEqual([]);
  });
  expect(planted(ports.database)).toEqual(['half']);
});

test('a handle that is kept beyond its transaction is dead', async () => {
  const { ports } = await openWorld();
  const kept: Transaction[] = [];
  const event = { action: 'portal-created' as const, dealId: null, at: new Date(), record: {} };
  await transact(ports.database, async (transaction) => {
    kept.push(transaction);
    await insert(transaction, 'inside');
    await appendEntry(transaction, systemActor('1'), event);
  });
  for (const transaction of kept) {
    await expect(insert(transaction, 'after')).rejects.toThrow();
    await expect(appendEntry(transaction, systemActor('1'), event)).rejects.toThrow();
  }
  expect(planted(ports.database)).toEqual(['inside']);
});

test('a job that swallows a failure of the database is not half kept', async () => {
  const { ports } = await openWorld();
  await transact(ports.database, async (transaction) => {
    await insert(transaction, 'same');
    await insert(transaction, 'same').catch(() => {});
    await insert(transaction, 'next');
  });
  expect(planted(ports.database)).toEqual(['next', 'same']);
});
