import { inspect } from 'node:util';
import {
  DecimalText,
  GrowthText,
  parseDecimal,
  parseMoney,
  printDecimal,
  printMoney,
  ratioOf,
  roundHalfEven,
  roundUp,
  ShareText,
} from '@dealfloor/price-book';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactPrice } from '../../price-book/money.ts';
import { add, compare, divide, multiply, type Ratio, reduce, roundDown } from '../../price-book/ratio.ts';

const NOT_NUMBERS: unknown[] = [
  '',
  ' ',
  '.',
  '-',
  '+1',
  '1.',
  '.5',
  '1e5',
  '1E5',
  '0x10',
  '0b1',
  '0o7',
  '1_000',
  '1,5',
  '1,000.00',
  '1 000',
  ' 1',
  '1 ',
  '1\n',
  '\t1',
  '--1',
  '1.2.3',
  '١',
  '１',
  '²',
  '½',
  'NaN',
  'Infinity',
  '-Infinity',
  'null',
  'undefined',
  'true',
  '1n',
  '$1',
  '1%',
  0,
  1,
  0.5,
  1n,
  null,
  undefined,
  true,
  false,
  [],
  ['1'],
  {},
  { toString: () => '1' },
  new Date(0),
];

describe('what is no decimal text is refused, never read as zero', () => {
  it.each(NOT_NUMBERS.map((value) => ({ name: inspect(value), value })))('$name', ({ value }) => {
    for (const schema of [DecimalText, ShareText, GrowthText]) {
      expect(schema.safeParse(value).success).toBe(false);
    }
  });
});

describe('DecimalText', () => {
  it.each(['0', '0.0', '1', '007', '0.000000000001', '999999999999.999999999999', '12.50'])(
    'takes %s',
    (text) => {
      expect(DecimalText.parse(text)).toBe(text);
    },
  );
  it.each(['-1', '-0', '-0.6', '1000000000000', '0.0000000000001', '9'.repeat(1_000)])(
    'refuses %s',
    (text) => {
      expect(DecimalText.safeParse(text).success).toBe(false);
    },
  );
});

describe('ShareText', () => {
  it.each(['0', '1', '0.5', '0.000000000001', '0.999999999999', '1.0', '1.000000000000'])(
    'takes %s',
    (text) => {
      expect(ShareText.parse(text)).toBe(text);
    },
  );
  it.each(['-0.1', '1.1', '1.000000000001', '2', '00.5', '01', '0.0000000000001'])('refuses %s', (text) => {
    expect(ShareText.safeParse(text).success).toBe(false);
  });
});

describe('GrowthText goes from -0.5 to 1', () => {
  it.each([
    '0',
    '-0',
    '0.07',
    '1',
    '1.0',
    '-0.1',
    '-0.49',
    '-0.499999999999',
    '-0.5',
    '-0.50',
    '-0.500000000000',
  ])('takes %s', (text) => {
    expect(GrowthText.parse(text)).toBe(text);
  });
  it.each([
    '-0.6',
    '-0.51',
    '-0.500000000001',
    '-1',
    '-0.',
    '1.1',
    '1.000000000001',
    '2',
    '-0.4999999999999',
    '-0.5000000000000',
    `-0.5${'0'.repeat(1_000)}`,
  ])('refuses %s', (text) => {
    expect(GrowthText.safeParse(text).success).toBe(false);
  });
});

describe('decimals', () => {
  it('survive reading and printing at any size and sign', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.integer({ min: 0, max: 30 }), (units, scale) => {
        const text = printDecimal(units, scale);
        const read = parseDecimal(text);
        expect(read.units * 10n ** BigInt(scale - read.scale)).toBe(units);
        expect(text).toMatch(/^-?(0|[1-9]\d*)(\.\d*[1-9])?$/);
      }),
    );
  });

  it.each([
    [0n, 9, '0'],
    [0n, 0, '0'],
    [1n, 9, '0.000000001'],
    [-1n, 9, '-0.000000001'],
    [1_500n, 3, '1.5'],
    [-1_500n, 3, '-1.5'],
    [1_000n, 3, '1'],
    [100n, 0, '100'],
    [1_000n, 9, '0.000001'],
    [2n ** 64n, 0, '18446744073709551616'],
  ])('%s at scale %i is %s', (units, scale, text) => {
    expect(printDecimal(units, scale)).toBe(text);
  });

  it('money keeps nine digits and rounds a tenth half-even', () => {
    expect(parseMoney('1254.62')).toBe(1_254_620_000_000n);
    expect(parseMoney('-0.5')).toBe(-500_000_000n);
    expect(parseMoney('0.0000000005')).toBe(0n);
    expect(parseMoney('0.0000000015')).toBe(2n);
    expect(parseMoney('0.000000000501')).toBe(1n);
    expect(printMoney(1_254_620_000_000n)).toBe('1254.62');
  });

  it('a unit price keeps every digit', () => {
    expect(exactPrice('0.000000000001')).toEqual({ numerator: 1n, denominator: 1_000n });
    expect(exactPrice('89')).toEqual({ numerator: 89_000_000_000n, denominator: 1n });
    expect(exactPrice('0')).toEqual({ numerator: 0n, denominator: 1n });
  });
});

const positive = fc.bigInt({ min: 1n, max: 10n ** 20n });
const anyInteger = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
const ratio: fc.Arbitrary<Ratio> = fc.record({ numerator: anyInteger, denominator: positive });

describe('ratios', () => {
  it.each([
    [5n, 2n, 2n],
    [7n, 2n, 4n],
    [-5n, 2n, -2n],
    [-7n, 2n, -4n],
    [1n, 2n, 0n],
    [3n, 2n, 2n],
    [-1n, 2n, 0n],
    [-3n, 2n, -2n],
    [9n, 4n, 2n],
    [11n, 4n, 3n],
    [-9n, 4n, -2n],
    [-11n, 4n, -3n],
    [6n, 3n, 2n],
  ])('%s / %s rounds half-even to %s', (numerator, denominator, rounded) => {
    expect(roundHalfEven(numerator, denominator)).toBe(rounded);
  });

  it('half-even is the nearest whole number, and even on a tie', () => {
    fc.assert(
      fc.property(anyInteger, positive, (numerator, denominator) => {
        const nearest = roundHalfEven(numerator, denominator);
        const gap = numerator - nearest * denominator;
        const twice = 2n * (gap < 0n ? -gap : gap);
        expect(twice <= denominator).toBe(true);
        if (twice === denominator) expect(nearest % 2n).toBe(0n);
      }),
    );
  });

  it('rounding up and down enclose the ratio within one', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 20n }), positive, (numerator, denominator) => {
        const [up, down] = [roundUp({ numerator, denominator }), roundDown({ numerator, denominator })];
        expect(down * denominator <= numerator && numerator <= up * denominator).toBe(true);
        expect(up - down).toBe(numerator % denominator === 0n ? 0n : 1n);
      }),
    );
  });

  it('rounding down goes towards minus infinity', () => {
    expect(roundDown({ numerator: -1n, denominator: 3n })).toBe(-1n);
    expect(roundDown({ numerator: -3n, denominator: 3n })).toBe(-1n);
    expect(roundDown({ numerator: 7n, denominator: 3n })).toBe(2n);
  });

  it('lowest terms are the same ratio with nothing left to divide by', () => {
    fc.assert(
      fc.property(ratio, (value) => {
        const lowest = reduce(value);
        expect(compare(lowest, value)).toBe(0n);
        expect(lowest.denominator > 0n && lowest.denominator <= value.denominator).toBe(true);
        expect(reduce(lowest)).toEqual(lowest);
      }),
    );
  });

  it('sums, products and quotients are exact', () => {
    fc.assert(
      fc.property(ratio, ratio, (a, b) => {
        expect(compare(add(a, b), add(b, a))).toBe(0n);
        expect(compare(multiply(a, b), multiply(b, a))).toBe(0n);
        if (b.numerator !== 0n) expect(compare(multiply(divide(a, b), b), a)).toBe(0n);
      }),
    );
  });

  it('text becomes the very ratio', () => {
    expect(ratioOf('0.02')).toEqual({ numerator: 1n, denominator: 50n });
    expect(ratioOf('-0.5')).toEqual({ numerator: -1n, denominator: 2n });
    expect(ratioOf('1.0000')).toEqual({ numerator: 1n, denominator: 1n });
  });
});
