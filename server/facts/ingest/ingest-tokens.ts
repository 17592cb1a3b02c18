import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { and, asc, eq, isNull } from 'drizzle-orm';
import { appendEntry } from '../../audit/append-entry.ts';
import { type Database, transact } from '../../db/database.ts';
import type { Actor } from '../../people/actor.ts';
import type { Ports } from '../../ports.ts';
import { ConflictError, NotFoundError } from '../../service-error.ts';

/** A token as it may be shown: what it opens is kept nowhere. */
export type IngestToken = {
  readonly id: string;
  readonly name: string;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly revokedAt: string | null;
};

const TOKEN = /^dfi_([0-9a-f]{32})_([A-Za-z0-9_-]{43})$/;

/** Makes a token for a machine that hands in usage events. The text of it is answered this once. */
export async function createIngestToken(
  ports: Ports,
  actor: Actor,
  name: string,
): Promise<{ readonly token: IngestToken; readonly text: string }> {
  const { portalId } = actor;
  const at = ports.clock.now();
  const secret = randomBytes(32).toString('base64url');
  const token = {
    id: ports.ids.next(),
    name,
    createdBy: actor.userId,
    createdAt: at.toISOString(),
    revokedAt: null,
  };
  await transact(ports.database, async (transaction) => {
    const { query, tables } = transaction;
    await query.insert(tables.ingestTokens).values({ portalId, ...token, secretHash: hashOf(secret) });
    const record = { tokenId: token.id, name };
    await appendEntry(transaction, actor, { action: 'ingest-token-created', dealId: null, at, record });
  });
  return { token, text: `dfi_${token.id}_${secret}` };
}

/** The tokens of a portal, revoked ones too. */
export async function listIngestTokens(
  { query, tables: { ingestTokens } }: Pick<Database, 'query' | 'tables'>,
  portalId: string,
): Promise<IngestToken[]> {
  const rows = await query
    .select()
    .from(ingestTokens)
    .where(eq(ingestTokens.portalId, portalId))
    .orderBy(asc(ingestTokens.createdAt), asc(ingestTokens.id));
  return rows.map(({ id, name, createdBy, createdAt, revokedAt }) => ({
    id,
    name,
    createdBy,
    createdAt,
    revokedAt,
  }));
}

/** From now on the token opens nothing; what it brought in stays. */
export async function revokeIngestToken(ports: Ports, actor: Actor, tokenId: string): Promise<void> {
  const { portalId } = actor;
  const at = ports.clock.now();
  await transact(ports.database, async (transaction) => {
    const { query, tables } = transaction;
    const { ingestTokens } = tables;
    const isIt = and(eq(ingestTokens.portalId, portalId), eq(ingestTokens.id, tokenId));
    const revoked = await query
      .update(ingestTokens)
      .set({ revokedAt: at.toISOString() })
      .where(and(isIt, isNull(ingestTokens.revokedAt)))
      .returning({ name: ingestTokens.name });
    if (!revoked[0]) {
      const [known] = await query
        .select({ revokedAt: ingestTokens.revokedAt })
        .from(ingestTokens)
        .where(isIt);
      if (!known) throw new NotFoundError(`There is no ingest token ${tokenId} here.`);
      throw new ConflictError('revoked-already', `That token was revoked on ${known.revokedAt}.`);
    }
    const record = { tokenId, name: revoked[0].name };
    await appendEntry(transaction, actor, { action: 'ingest-token-revoked', dealId: null, at, record });
  });
}

/** Who a token speaks for; null when nobody made it, it was revoked, or its secret is another. */
export async function actorOfToken(
  { query, tables: { ingestTokens } }: Database,
  text: string,
): Promise<Actor | null> {
  const [, id = '', secret = ''] = TOKEN.exec(text) ?? [];
  const [row] = await query
    .select()
    .from(ingestTokens)
    .where(and(eq(ingestTokens.id, id), isNull(ingestTokens.revokedAt)));
  const isRight = isSame(hashOf(secret), row?.secretHash ?? hashOf(''));
  if (!row || !isRight) return null;
  return { portalId: row.portalId, userId: `ingest:${row.id}`, name: row.name, roles: [], via: 'ingest' };
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
