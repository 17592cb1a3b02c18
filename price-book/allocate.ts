import { roundHalfEven } from './ratio.ts';

/** One who shares in a pool: a stable id and a weight that is never negative. */
export type Claim = { readonly id: string; readonly weight: bigint };

/** What each claim got, in the order of the claims, and what nobody could be given. */
export type Allocation = { readonly shares: readonly bigint[]; readonly unallocated: bigint };

/**
 * Splits whole units by weight so that the shares sum to the amount exactly: floor(amount x weight / weights), then
 * one unit each by largest remainder, ties to the lower id. Without any weight all of it is unallocated.
 */
export function allocate(amount: bigint, claims: readonly Claim[]): Allocation {
  let weights = 0n;
  for (const claim of claims) weights += claim.weight;
  if (weights === 0n) return { shares: claims.map(() => 0n), unallocated: amount };

  const shares: bigint[] = [];
  const remainders: { index: number; rest: bigint; id: string }[] = [];
  let left = amount;
  claims.forEach(({ id, weight }, index) => {
    const product = amount * weight;
    const share = product / weights;
    shares.push(share);
    left -= share;
    remainders.push({ index, rest: product - share * weights, id });
  });
  remainders.sort(byRemainderThenId);
  for (const { index } of remainders.slice(0, Number(left))) shares[index] = (shares[index] ?? 0n) + 1n;
  return { shares, unallocated: 0n };
}

function byRemainderThenId(a: { rest: bigint; id: string }, b: { rest: bigint; id: string }): number {
  if (a.rest !== b.rest) return a.rest > b.rest ? -1 : 1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

/**
 * The part of a shared pool that a newcomer would carry: pool x own / (others + own), half-even, in the pool's unit.
 * The newcomer stands in the denominator too, or a deal as large as everyone else would carry the whole pool.
 */
export function shareOfPool(pool: bigint, ownCalls: bigint, otherCalls: bigint): bigint {
  if (ownCalls === 0n) return 0n;
  return roundHalfEven(pool * ownCalls, otherCalls + ownCalls);
}
