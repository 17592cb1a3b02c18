import { and, eq, isNotNull } from 'drizzle-orm';
import { appendEntry } from '../audit/append-entry.ts';
import { transact } from '../db/database.ts';
import { systemActor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { SEALED_FIELDS, type SealedField } from './sealed-fields.ts';
import { SealError } from './secrets.ts';

/** What a rotation did: how many texts are sealed anew, and which would not open. */
export type Rotation = {
  readonly keyId: string;
  readonly resealed: number;
  readonly unopened: readonly string[];
};

const MOST_ROUNDS = 5;

/**
 * Seals every text under the newest key while the service runs: each row in a transaction of its own, and only while
 * it holds what was opened. What the service wrote meanwhile is looked at again.
 */
export async function rotateKeys(ports: Ports): Promise<Rotation> {
  const keyId = ports.secrets.renewKey();
  const unopened = new Set<string>();
  let resealed = 0;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const before = resealed;
    for (const field of SEALED_FIELDS) {
      for (const { portalId, sealed } of await sealedTexts(ports, field)) {
        const done = await resealRow(ports, { portalId, field, sealed });
        if (done === 'unopened') unopened.add(`${field} of portal ${portalId}`);
        if (done === 'resealed') resealed += 1;
      }
    }
    if (resealed === before) break;
  }
  return { keyId, resealed, unopened: [...unopened] };
}

type SealedText = { portalId: string; field: SealedField; sealed: string };

async function resealRow(ports: Ports, { portalId, field, sealed }: SealedText) {
  const { secrets, database, clock } = ports;
  const renewed = await secrets.reseal(sealed, { portalId, field }).catch((error: unknown) => {
    if (error instanceof SealError) return 'unopened' as const;
    throw error;
  });
  if (renewed === 'unopened' || renewed === null) return renewed;
  return transact(database, async (transaction) => {
    const { table, column, name } = columnOf(database.tables, field);
    const changed = await transaction.query
      .update(table)
      .set({ [name]: renewed })
      .where(and(eq(table.portalId, portalId), eq(column, sealed)))
      .returning();
    if (changed.length === 0) return 'changed-meanwhile' as const;
    await appendEntry(transaction, systemActor(portalId, 'cli'), {
      action: 'secret-resealed',
      dealId: null,
      at: clock.now(),
      record: { field },
    });
    return 'resealed' as const;
  });
}

async function sealedTexts({ database }: Ports, field: SealedField) {
  const { table, column } = columnOf(database.tables, field);
  const rows = await database.query
    .select({ portalId: table.portalId, sealed: column })
    .from(table)
    .where(isNotNull(column));
  // An empty text is a token that was forgotten.
  return rows.flatMap(({ portalId, sealed }) => (sealed ? [{ portalId, sealed }] : []));
}

function columnOf({ hubspotConnections, noticeSettings }: Ports['database']['tables'], field: SealedField) {
  switch (field) {
    case 'hubspotConnections.accessToken':
      return { table: hubspotConnections, column: hubspotConnections.accessToken, name: 'accessToken' };
    case 'hubspotConnections.refreshToken':
      return { table: hubspotConnections, column: hubspotConnections.refreshToken, name: 'refreshToken' };
    case 'noticeSettings.slackWebhook':
      return { table: noticeSettings, column: noticeSettings.slackWebhook, name: 'slackWebhook' };
    case 'noticeSettings.slackBotToken':
      return { table: noticeSettings, column: noticeSettings.slackBotToken, name: 'slackBotToken' };
    case 'noticeSettings.slackSigningSecret':
      return { table: noticeSettings, column: noticeSettings.slackSigningSecret, name: 'slackSigningSecret' };
  }
}
