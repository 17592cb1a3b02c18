import type { Transaction } from '../db/database.ts';
import { findCopy } from '../deals/deal-copy.ts';
import { notify } from '../notices/notify.ts';
import type { Ports } from '../ports.ts';
import { askersOf } from './comment-on-sign-off.ts';
import { markOnce } from './marks.ts';
import type { SignOffRow } from './sign-off-rows.ts';
import { readSigningCase } from './signing-case.ts';
import { isOpen } from './transitions.ts';
import { whoIsAsked } from './who-signs.ts';

/** Tells in the transaction that writes it down that an approval has run out or needs a second look. */
export async function tellWhatTimeDid(
  ports: Ports,
  transaction: Transaction,
  moved: SignOffRow,
  { reasons, validUntil }: { readonly reasons: readonly string[]; readonly validUntil: string | null },
): Promise<void> {
  const { portalId, dealId, id: signOffId } = moved;
  const { dealName, askers } = await dealAndAskers(transaction, moved);
  const about = { portalId, dealId, signOffId };
  if (!isOpen(moved)) {
    const content = { dealName, validUntil: validUntil ?? '' };
    await notify(ports, transaction, { ...about, to: askers, kind: 'expired', content });
    return;
  }
  await markOnce(transaction, moved, 'second-look', ports.clock.now());
  const asked = whoIsAsked(await readSigningCase(ports, transaction, moved));
  const to = [...askers, ...asked.map(({ person }) => person.userId)];
  const content = { dealName, why: reasons.join(' '), before: null, after: null };
  await notify(ports, transaction, { ...about, to, kind: 'second-look', content });
}

/** What a deal is called, and who asked for its sign-off or owns it now. */
export async function dealAndAskers(transaction: Transaction, request: SignOffRow) {
  const deal = await findCopy(transaction, request.portalId, request.dealId);
  return {
    dealName: deal?.name ?? request.dealId,
    askers: await askersOf(transaction, request, deal?.ownerId ?? null),
  };
}
