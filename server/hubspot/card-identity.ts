import { z } from 'zod';

const Id = z.string().regex(/^[1-9]\d{0,15}$/);
const exactlyOne = <Value extends z.ZodType>(value: Value) => z.tuple([value]).transform(([only]) => only);

/** Who is asking, as HubSpot appended it to the signed address. */
export const CardIdentity = z.object({
  portalId: exactlyOne(Id),
  userId: exactlyOne(Id),
  userEmail: exactlyOne(z.email().max(254)),
  appId: exactlyOne(Id),
});
export type CardIdentity = z.infer<typeof CardIdentity>;

export type CardIdentityCheck = { ok: true; identity: CardIdentity } | { ok: false; reason: string };

/** Only for an address whose signature was verified. A repeated parameter is refused: nobody can say which one counts. */
export function readCardIdentity(verifiedUrl: string): CardIdentityCheck {
  const query = new URL(verifiedUrl).searchParams;
  const identity = CardIdentity.safeParse({
    portalId: query.getAll('portalId'),
    userId: query.getAll('userId'),
    userEmail: query.getAll('userEmail'),
    appId: query.getAll('appId'),
  });
  if (identity.success) return { ok: true, identity: identity.data };
  const names = [...new Set(identity.error.issues.map((issue) => String(issue.path[0])))];
  return { ok: false, reason: `identity-unclear: ${names.join(', ')}` };
}
