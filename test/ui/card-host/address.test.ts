import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  appPages,
  formatAddress,
  locales,
  parseAddress,
  places,
} from '../../../ui/card-host/src/page/address.ts';

const address = fc.record({
  deal: fc.option(fc.string({ minLength: 1 })),
  company: fc.option(fc.string({ minLength: 1 })),
  page: fc.option(fc.constantFrom(...appPages)),
  person: fc.option(fc.string({ minLength: 1 })),
  place: fc.constantFrom(...places),
  locale: fc.constantFrom(...locales),
});

test('a link brings back exactly what was shown', () => {
  fc.assert(
    fc.property(address, (shown) => {
      expect(parseAddress(formatAddress(shown))).toEqual(shown);
    }),
  );
});

test('an address that says nothing, or nonsense, is the record tab in English', () => {
  const usual = { deal: null, company: null, page: null, person: null, place: 'tab', locale: 'en-US' };
  expect(parseAddress('')).toEqual(usual);
  expect(parseAddress('?place=moon&locale=xx&page=roof')).toEqual(usual);
});
