import { Catalogue, PriceBook } from '@dealfloor/price-book';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { contentHash } from '../../../server/audit/canonical-json.ts';
import { verifyChain } from '../../../server/audit/verify-chain.ts';
import { DEMO_PORTAL_ID, MARA, TOM } from '../../../server/demo/demo-company.ts';
import { diskFiles } from '../../../server/files.ts';
import { bundledPolicies, bundledPriceBooks } from '../../../server/price-books/import-files.ts';
import { ShelvedPriceBook } from '../../../server/price-books/list-price-books.ts';
import { problemOf } from '../../support/caller.ts';
import { dropTriggers, openRaw, rowCounts } from '../../support/raw-sqlite.ts';
import { bookFrom, putOnShelf, withCreditAt } from '../../support/shelf.ts';
import { OTHER_PORTAL_ID, OTHER_SELLER } from '../../support/two-portals.ts';
import { openWorld, type World } from '../../support/world.ts';

async function shelf(world: World): Promise<ShelvedPriceBook[]> {
  return z.array(ShelvedPriceBook).parse((await world.console(MARA).get('/price-books')).body);
}

async function liveVersion(world: World): Promise<string> {
  return Catalogue.parse((await world.card(TOM).get('/catalogue')).body).priceBook.version;
}

test('the books and policies of the project stand on the shelf as they are in the files', async () => {
  const world = await openWorld();
  const books = await shelf(world);
  expect(books.map(({ version }) => version)).toEqual(['2026-08-01', '2026-11-01', 'draft-credit-packs']);
  expect(books.every(({ isIntact }) => isIntact)).toBe(true);
  for (const book of bundledPriceBooks(diskFiles)) {
    const answer = await world.console(TOM).get(`/price-books/${book.version}`);
    expect(PriceBook.parse(answer.body)).toEqual(book);
    expect(books.find(({ version }) => version === book.version)?.hash).toBe(contentHash(book));
  }
  expect(bundledPolicies(diskFiles).map(({ version }) => version)).toEqual(['2026-11-01']);
});

test('a book is live from its first day on and not an hour before; a draft never is', async () => {
  const world = await openWorld();
  expect(await liveVersion(world)).toBe('2026-11-01');
  await putOnShelf(world, withCreditAt('0.001', '2026-11-20', 'dearer'));
  await putOnShelf(world, { ...bookFrom('2026-11-19', 'a-draft'), effectiveFrom: null });
  world.clock.set('2026-11-19T23:59:59.999Z');
  expect(await liveVersion(world)).toBe('2026-11-01');
  world.clock.set('2026-11-20T00:00:00.000Z');
  expect(await liveVersion(world)).toBe('dearer');
  expect((await shelf(world)).filter(({ isLive }) => isLive).map(({ version }) => version)).toEqual([
    'dearer',
  ]);
});

test('the same book again changes nothing; other content under its name is refused', async () => {
  const world = await openWorld();
  const book = withCreditAt('0.001', '2026-12-01', 'december');
  await putOnShelf(world, book);
  const rows = rowCounts(world.ports.database);
  await putOnShelf(world, book);
  await expect(putOnShelf(world, withCreditAt('0.002', '2026-12-01', 'december'))).rejects.toThrow(
    'Version december is there with other content; it never changes.',
  );
  expect(rowCounts(world.ports.database)).toEqual(rows);
});

test('twenty imports of one book at once put it there once', async () => {
  const world = await openWorld();
  const before = rowCounts(world.ports.database);
  const book = withCreditAt('0.001', '2026-12-01', 'december');
  await Promise.all(Array.from({ length: 20 }, () => putOnShelf(world, book)));
  const after = rowCounts(world.ports.database);
  expect(Number(after.price_books) - Number(before.price_books)).toBe(1);
  expect(Number(after.audit_entries) - Number(before.audit_entries)).toBe(1);
  expect(await verifyChain(world.ports.database, DEMO_PORTAL_ID)).toMatchObject({ ok: true });
});

test('a book that somebody changed in the file is shown as not intact', async () => {
  const world = await openWorld();
  const file = openRaw(world.file);
  dropTriggers(file);
  file
    .prepare(
      "update price_books set body = replace(body, '0.0008', '0.0001') where portal_id = ? and version = ?",
    )
    .run(DEMO_PORTAL_ID, '2026-11-01');
  const changed = (await shelf(world)).filter(({ isIntact }) => !isIntact);
  expect(changed.map(({ version }) => version)).toEqual(['2026-11-01']);
});

test('one portal’s books are no other portal’s', async () => {
  const world = await openWorld();
  await putOnShelf(world, withCreditAt('0.001', '2026-11-19', 'only-ours'));
  const theirs = await world.card(OTHER_SELLER, OTHER_PORTAL_ID).get('/catalogue');
  expect(Catalogue.parse(theirs.body).priceBook.version).toBe('2026-11-01');
  expect(await liveVersion(world)).toBe('only-ours');
});

test('a version that is not there is a 404, and a name that is too long a 422', async () => {
  const world = await openWorld();
  const tom = world.console(TOM);
  expect((await tom.get('/price-books/2099-01-01')).status).toBe(404);
  expect(problemOf(await tom.get(`/price-books/${'x'.repeat(41)}`)).issues?.[0]?.path).toBe('version');
});

test('the catalogue tells what a thousand credits cost, and no rate besides', async () => {
  const world = await openWorld();
  const catalogue = Catalogue.parse((await world.card(TOM).get('/catalogue')).body);
  expect(catalogue.usdPerThousandCredits).toBe('0.8');
  expect(Object.keys(catalogue).toSorted()).toEqual([
    'endpoints',
    'plans',
    'priceBook',
    'usdPerThousandCredits',
    'useCases',
  ]);
});
