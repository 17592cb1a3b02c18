import type { Account } from './account.ts';
import { readBatch } from './read-batch.ts';
import { readPages } from './read-pages.ts';
import { AssociationAnswer } from './wire.ts';

export type Activity = { type: 'tasks' | 'notes'; bodyProperty: 'hs_task_body' | 'hs_note_body' };

/**
 * The deal's task or note that carries the token, or `null`. HubSpot has no idempotency key and its search lags,
 * so the deal's own associations are read.
 */
export async function findByToken(
  account: Account,
  search: Activity & { dealId: string; token: string },
): Promise<string | null> {
  const associations = await readPages(account, {
    operation: `read the deal's ${search.type}`,
    path: account.paths.associations('deals', search.dealId, search.type),
    item: AssociationAnswer,
  });
  const records = await readBatch(account, {
    operation: `read the deal's ${search.type}`,
    type: search.type,
    ids: associations.map((association) => association.toObjectId),
    properties: [search.bodyProperty],
  });
  const found = records.find((record) =>
    hasToken(record.properties[search.bodyProperty] ?? '', search.token),
  );
  return found?.id ?? null;
}

/** The body as sent: the token is added where the caller's text does not show it. */
export function withToken(body: string, token: string): string {
  return hasToken(body, token) ? body : `${body}<br>Reference: ${token}`;
}

function hasToken(body: string, token: string): boolean {
  if (!/^[A-Za-z0-9_-]+$/.test(token))
    throw new Error('invariant: a token has letters, digits, _ and - only');
  // A longer token that begins with this one is another token.
  return new RegExp(`(?<![A-Za-z0-9_-])${token}(?![A-Za-z0-9_-])`).test(body);
}
