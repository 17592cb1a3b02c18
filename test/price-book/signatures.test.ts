import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Policy, type Signature, signaturesFor } from '../../price-book/index.ts';

const row = (
  verdict: 'sign_off' | 'loss',
  termValueUsdFrom: string,
  discountFrom: string,
  people: number,
) => ({
  verdict,
  termValueUsdFrom,
  discountFrom,
  signatures: Array.from({ length: people }, (_, index): Signature => (index === 0 ? 'finance' : 'cfo')),
});
const policy: Pick<Policy, 'approvers'> = {
  approvers: [
    row('sign_off', '0', '0', 1),
    row('sign_off', '100000', '0', 2),
    row('sign_off', '0', '0.4', 2),
    row('sign_off', '500000', '0.2', 3),
    row('loss', '0', '0', 2),
  ],
};

describe('whose signatures a deal needs', () => {
  it.each([
    ['sign_off', '99999.999999999', '0.3999', 1],
    ['sign_off', '100000', '0', 2],
    ['sign_off', '100000.000000000', '0', 2],
    ['sign_off', '0', '0.4', 2],
    ['sign_off', '500000', '0.2', 3],
    ['loss', '900000', '0.9', 2],
  ] as const)('%s worth %s at a discount of %s: %i people', (verdict, termValueUsd, discount, people) => {
    expect(signaturesFor(policy, { verdict, termValueUsd, discount })).toHaveLength(people);
  });

  it('never fall when the deal grows or the discount rises', () => {
    const cents = fc.integer({ min: 0, max: 100_000_000 });
    const points = fc.integer({ min: 0, max: 9_999 });
    fc.assert(
      fc.property(cents, cents, points, points, (value, more, discount, deeper) => {
        const asked = (cent: number, point: number) => ({
          verdict: 'sign_off' as const,
          termValueUsd: (cent / 100).toFixed(2),
          discount: (point / 10_000).toFixed(4),
        });
        const before = signaturesFor(policy, asked(Math.min(value, more), Math.min(discount, deeper)));
        const after = signaturesFor(policy, asked(Math.max(value, more), Math.max(discount, deeper)));
        expect(after.length).toBeGreaterThanOrEqual(before.length);
      }),
    );
  });
});
