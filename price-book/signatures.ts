import { parseDecimal } from './decimal.ts';
import type { Policy, Signature } from './policy.ts';
import { compare, fromDecimal } from './ratio.ts';

/** What the approver matrix looks at; amounts are decimal USD text, the discount a share of 1. */
export type Asked = {
  readonly verdict: 'sign_off' | 'loss';
  readonly termValueUsd: string;
  readonly discount: string;
};

/** Whose signatures a policy asks for: of all rows that the deal reaches, the one with the most of them. */
export function signaturesFor(policy: Pick<Policy, 'approvers'>, asked: Asked): readonly Signature[] {
  const reached = policy.approvers.filter(
    (row) =>
      row.verdict === asked.verdict &&
      isAtLeast(asked.termValueUsd, row.termValueUsdFrom) &&
      isAtLeast(asked.discount, row.discountFrom),
  );
  const most = reached.reduce((best, row) => Math.max(best, row.signatures.length), 0);
  return reached.find((row) => row.signatures.length === most)?.signatures ?? [];
}

function isAtLeast(value: string, least: string): boolean {
  return compare(fromDecimal(parseDecimal(value)), fromDecimal(parseDecimal(least))) >= 0n;
}
