import { z } from 'zod';

const StatusAnswer = {
  status: z.number().int().min(200).max(599),
  /** An object is sent as JSON, a text as it is. */
  body: z.unknown().optional(),
  headers: z.record(z.string(), z.string()).default({}),
};

const FaultKind = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('status'), ...StatusAnswer }),
  z.strictObject({ kind: z.literal('hang') }),
  z.strictObject({ kind: z.literal('html') }),
  z.strictObject({ kind: z.literal('reset') }),
  z.strictObject({ kind: z.literal('half-body') }),
  z.strictObject({ kind: z.literal('stalled-body') }),
  /** The request takes effect, and the caller is told otherwise. */
  z.strictObject({ kind: z.literal('fail-after-commit'), status: StatusAnswer.status.default(502) }),
  z.strictObject({ kind: z.literal('reset-after-commit') }),
]);

export const NewFault = z.strictObject({
  times: z.number().int().positive().default(1),
  /** Left out means any. The path matches when it contains the text. */
  match: z
    .strictObject({
      method: z.string().optional(),
      path: z.string().optional(),
      portalId: z.string().optional(),
    })
    .default({}),
  fault: FaultKind,
});
export type NewFault = z.infer<typeof NewFault>;

export type Fault = NewFault & { left: number };

export type FaultSubject = { method: string; path: string; portalId: string | null };

/** The first fault that is left for this request; taking it uses it up by one. */
export function takeFault(faults: readonly Fault[], subject: FaultSubject): Fault['fault'] | null {
  const found = faults.find((candidate) => candidate.left > 0 && isMatch(candidate, subject));
  if (!found) return null;
  found.left -= 1;
  return found.fault;
}

function isMatch({ match }: Fault, subject: FaultSubject): boolean {
  return (
    (match.method === undefined || match.method === subject.method) &&
    (match.path === undefined || subject.path.includes(match.path)) &&
    (match.portalId === undefined || match.portalId === subject.portalId)
  );
}
