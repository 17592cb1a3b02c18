import {
  centsThatAddUp,
  parseMoney,
  printMoney,
  showCents,
  showCount,
  showMoney,
  showPercent,
  showUnitPrice,
  toCents,
} from '@dealfloor/price-book';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** Locales write narrow and no-break spaces; a plain one reads better in a test. */
function plain(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ');
}

const LOCALES = ['en-US', 'de-DE', 'fr-FR'];

describe('money', () => {
  it.each([
    ['0', '$0.00', '0,00 $', '0,00 $US'],
    ['1254.623901', '$1,254.62', '1.254,62 $', '1 254,62 $US'],
    ['-1254.623901', '−$1,254.62', '−1.254,62 $', '−1 254,62 $US'],
    ['-0.01', '−$0.01', '−0,01 $', '−0,01 $US'],
    ['-0.001', '$0.00', '0,00 $', '0,00 $US'],
    ['0.005', '$0.00', '0,00 $', '0,00 $US'],
    ['0.015', '$0.02', '0,02 $', '0,02 $US'],
    [
      '999999999999999999.99',
      '$999,999,999,999,999,999.99',
      '999.999.999.999.999.999,99 $',
      '999 999 999 999 999 999,99 $US',
    ],
  ])('%s reads %s, %s, %s', (text, ...shown) => {
    expect(LOCALES.map((locale) => plain(showMoney(text, locale)))).toEqual(shown);
  });

  it('a minus is a real one, U+2212, and stands in front', () => {
    for (const locale of LOCALES) expect(showMoney('-5', locale).startsWith('\u2212')).toBe(true);
    expect(showMoney('-5', 'en-US')).not.toContain('-');
  });

  it('another currency keeps its own sign', () => {
    expect(plain(showMoney('1929.876', 'de-DE', 'EUR'))).toBe('1.929,88 €');
    expect(showMoney('-12', 'en-US', 'GBP')).toBe('−£12.00');
  });

  it('cents are exact beyond 2^53', () => {
    expect(showCents(2n ** 53n + 1n, 'en-US')).toBe('$90,071,992,547,409.93');
    expect(showCents(-(2n ** 53n) - 1n, 'en-US')).toBe('−$90,071,992,547,409.93');
  });

  it('is rounded half-even to the cent, the same for more and for less than nothing', () => {
    expect(['0.005', '0.015', '0.025', '-0.005', '-0.015'].map(toCents)).toEqual([0n, 2n, 2n, 0n, -2n]);
  });
});

describe('a unit price never reads as $0.00', () => {
  it.each<[string, 1_000 | 1_000_000, string, string]>([
    ['0.0008', 1_000, '$0.80', '0,80 $'],
    ['0.000099', 1_000, '$0.099', '0,099 $'],
    ['0.0000012', 1_000_000, '$1.20', '1,20 $'],
    ['0.0000004', 1_000_000, '$0.40', '0,40 $'],
    ['0.000018', 1_000, '$0.018', '0,018 $'],
    ['0.000003', 1_000_000, '$3.00', '3,00 $'],
    ['0.000015', 1_000_000, '$15.00', '15,00 $'],
    ['0.085', 1_000, '$85.00', '85,00 $'],
    ['0.00000000001', 1_000, '$0.00000001', '0,00000001 $'],
    ['0.000000123456', 1_000, '$0.000123', '0,000123 $'],
    ['0.001234567', 1_000, '$1.23', '1,23 $'],
    ['12.3456', 1_000, '$12,345.60', '12.345,60 $'],
    ['7', 1_000_000, '$7,000,000.00', '7.000.000,00 $'],
  ])('%s per %i reads %s and %s', (usd, per, english, german) => {
    expect(plain(showUnitPrice(usd, per, 'en-US'))).toBe(english);
    expect(plain(showUnitPrice(usd, per, 'de-DE'))).toBe(german);
  });

  it('whatever price a book may hold above zero', () => {
    const usd = fc.bigInt({ min: 1n, max: 10n ** 15n }).map((units) => {
      const digits = units.toString().padStart(13, '0');
      return `${digits.slice(0, -12)}.${digits.slice(-12)}`;
    });
    fc.assert(
      fc.property(usd, fc.constantFrom<1_000 | 1_000_000>(1_000, 1_000_000), (price, per) => {
        expect(showUnitPrice(price, per, 'en-US')).toMatch(/[1-9]/);
      }),
    );
  });
});

describe('percent and counts', () => {
  it.each([
    ['70.9', '70.9%', '70,9%', '70,9%'],
    ['-38.4', '−38.4%', '−38,4%', '−38,4%'],
    ['-99999900.0', '−99,999,900.0%', '−99.999.900,0%', '−99 999 900,0%'],
    ['0.0', '0.0%', '0,0%', '0,0%'],
  ])('%s reads %s, %s, %s', (percent, ...shown) => {
    expect(LOCALES.map((locale) => plain(showPercent(percent, locale)))).toEqual(shown);
  });

  it('no percentage is a dash and neither NaN nor 0', () => {
    expect(showPercent(null, 'en-US')).toBe('–');
  });

  it('a count of any size keeps its digits', () => {
    const shown = LOCALES.map((locale) => plain(showCount('12345678901234567890', locale)));
    expect(shown).toEqual([
      '12,345,678,901,234,567,890',
      '12.345.678.901.234.567.890',
      '12 345 678 901 234 567 890',
    ]);
  });
});

describe('cents that add up', () => {
  const amount = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });

  it('always sum to the total’s own cents, each within one cent of its amount', () => {
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 40 }), (amounts) => {
        const total = printMoney(amounts.reduce((sum, each) => sum + each, 0n));
        const cells = centsThatAddUp(amounts.map(printMoney), total);
        expect(cells.reduce((sum, cents) => sum + cents, 0n)).toBe(toCents(total));
        cells.forEach((cents, index) => {
          const gap = cents * 10_000_000n - (amounts[index] ?? 0n);
          expect(gap > -10_000_000n && gap < 10_000_000n).toBe(true);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('nothing stays nothing, and amounts above zero never show as less', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { maxLength: 20 }), (amounts) => {
        const total = printMoney(amounts.reduce((sum, each) => sum + each, 0n));
        const cells = centsThatAddUp(amounts.map(printMoney), total);
        cells.forEach((cents, index) => {
          expect(cents >= 0n).toBe(true);
          if (amounts[index] === 0n) expect(cents).toBe(0n);
        });
      }),
    );
  });

  it('three thirds of a dollar are 34, 33 and 33 cents', () => {
    expect(centsThatAddUp(['0.333333333', '0.333333333', '0.333333334'], '1')).toEqual([33n, 33n, 34n]);
    expect(centsThatAddUp(['0.004', '0.004', '0.004'], '0.012')).toEqual([1n, 0n, 0n]);
    expect(centsThatAddUp(['0.005', '-0.005'], '0')).toEqual([1n, -1n]);
    expect(centsThatAddUp([], '0')).toEqual([]);
  });

  it('follow the total that is shown, also where it was rounded itself', () => {
    const cells = centsThatAddUp(['10.004', '20.004', '30.004'], '60.02');
    expect(cells.reduce((sum, cents) => sum + cents, 0n)).toBe(6_002n);
    expect(centsThatAddUp(['1', '1'], '2.03')).toEqual([102n, 101n]);
    expect(centsThatAddUp(['1', '1'], '1.97')).toEqual([99n, 98n]);
  });

  it('keep amounts beyond 2^53 exact', () => {
    const huge = '90071992547409.93';
    expect(centsThatAddUp([huge, '0.004'], '90071992547409.934')).toEqual([2n ** 53n + 1n, 0n]);
    expect(parseMoney(huge)).toBe((2n ** 53n + 1n) * 10_000_000n);
  });
});
