import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDecimalInput, showDecimalInput } from '../../ui/hubspot/src/app/cards/words/decimal-input.ts';

const LOCALES = ['en-US', 'de-DE', 'fr-FR', 'de-CH', 'en-IN', 'es-ES', 'pt-BR', 'sv-SE', 'pl-PL'];

describe('a number is read as its locale writes it', () => {
  it.each([
    ['en-US', '1,254.62', '1254.62'],
    ['en-US', '1254.62', '1254.62'],
    ['en-US', '$1,254.62', '1254.62'],
    ['en-US', ' 12 % ', '12'],
    ['en-US', '.5', '0.5'],
    ['en-US', '007', '7'],
    ['en-US', '-2', '-2'],
    ['en-US', '−2', '-2'],
    ['en-US', '-0', '0'],
    ['en-US', '1,254,620', '1254620'],
    ['de-DE', '1.254,62', '1254.62'],
    ['de-DE', '1254,62', '1254.62'],
    ['de-DE', '1.254', '1254'],
    ['fr-FR', '1 254,62', '1254.62'],
    ['fr-FR', '1\u202f254,62 €', '1254.62'],
    ['en-IN', '12,34,567', '1234567'],
  ])('%s "%s" is %s', (locale, typed, expected) => {
    expect(parseDecimalInput(typed, locale)).toBe(expected);
  });

  it.each([
    ['en-US', '1.254,62'],
    ['en-US', '12,5'],
    ['de-DE', '84.55'],
    ['de-DE', '1,254.62'],
    ['en-US', ''],
    ['en-US', '.'],
    ['en-US', 'twelve'],
    ['en-US', '1e6'],
    ['en-US', '1.2.3'],
    ['en-US', 'Infinity'],
  ])('%s "%s" is no number, rather than another one', (locale, typed) => {
    expect(parseDecimalInput(typed, locale)).toBeNull();
  });

  it('what is shown is read back to the digit, in every locale', () => {
    const decimal = fc
      .tuple(fc.bigInt(0n, 10n ** 12n - 1n), fc.bigInt(0n, 10n ** 12n - 1n), fc.boolean())
      .map(([whole, fraction, negative]) => {
        const digits = fraction.toString().padStart(12, '0').replace(/0+$/, '');
        const text = digits ? `${whole}.${digits}` : `${whole}`;
        return negative && text !== '0' ? `-${text}` : text;
      });
    fc.assert(
      fc.property(decimal, fc.constantFrom(...LOCALES), fc.constantFrom(0, 2), (text, locale, decimals) => {
        expect(parseDecimalInput(showDecimalInput(text, locale, decimals), locale)).toBe(text);
      }),
    );
  });
});
