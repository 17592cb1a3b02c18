import { Estimate, EstimateVersion, type Sizing } from '@dealfloor/price-book';
import { and, eq } from 'drizzle-orm';
import { createSeal } from '../../../server/audit/seal.ts';
import { checkDatabase } from '../../../server/cli/check-database.ts';
import { readSqlite } from '../../../server/db/open-sqlite.ts';
import { dealOf } from './bench-world.ts';
import { BENCH_KEYS } from './dealfloor-server.ts';
import type { Client, Hit } from './load.ts';
import { previewShot } from './signed-shots.ts';

/** Before anything is timed: the preview is whole, and the empty handler and we answer the very request that is timed. */
export async function compareAnswers(clients: readonly Client[], sizing: Sizing): Promise<void> {
  for (const client of clients) expectStatus(await client.fire(previewShot(dealOf(0), sizing)), 200);
  const [dealfloor] = clients;
  if (!dealfloor) throw new Error('there is no contender');
  const { text } = await dealfloor.fire(previewShot(dealOf(0), sizing));
  const { verdict } = Estimate.parse(JSON.parse(text));
  if (verdict.word !== 'sign_off') throw new Error(`the preview says ${verdict.word}`);
  const forged = { ...previewShot(dealOf(0), sizing), body: '{}' };
  expectStatus(
    await dealfloor.fire({ ...forged, headers: { ...forged.headers, 'content-length': '2' } }),
    401,
  );
}

export function expectStatus({ status, text }: Hit, expected: number): void {
  if (status !== expected) throw new Error(`the server answered ${status}: ${text.slice(0, 300)}`);
}

export type Acknowledged = { readonly dealId: string; readonly version: number; readonly key: string };

/** What a save was acknowledged as. */
export function acknowledged(dealId: string, key: string, hit: Hit): Acknowledged {
  expectStatus(hit, 201);
  return { dealId, version: EstimateVersion.pick({ version: true }).parse(versionOf(hit)).version, key };
}

function versionOf({ text }: Hit): { version: unknown } {
  const { version } = JSON.parse(text);
  return { version };
}

/** Every acknowledged save is in the file with its key, nothing is there twice, and the whole file verifies. */
export async function checkSaves(file: string, saves: readonly Acknowledged[]): Promise<void> {
  const database = { ...readSqlite(file), file };
  const { estimates, idempotencyKeys } = database.tables;
  for (const { dealId, version, key } of saves) {
    const rows = await database.query
      .select({ version: estimates.version })
      .from(estimates)
      .where(and(eq(estimates.dealId, dealId), eq(estimates.version, version)));
    const keys = await database.query.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, key));
    if (rows.length !== 1 || keys.length !== 1) throw new Error(`lost: deal ${dealId}, version ${version}`);
  }
  const distinct = new Set(saves.map(({ dealId, version }) => `${dealId}/${version}`));
  if (distinct.size !== saves.length) throw new Error('two saves were acknowledged as the same version');
  const seal = createSeal(BENCH_KEYS);
  const outside = { anchors: [], headsOf: () => null, now: new Date() };
  const check = await checkDatabase({ ...database, seal }, outside, false);
  await database.close();
  if (!check.ok)
    throw new Error(`the database does not verify: ${JSON.stringify(check.findings.slice(0, 3))}`);
}
