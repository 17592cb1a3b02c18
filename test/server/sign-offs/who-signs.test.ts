import type { Role } from '@dealfloor/price-book';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Absence, chainFrom, MOST_HOPS } from '../../../server/delegations/stand-in.ts';
import {
  backupOf,
  missingOf,
  rightToSign,
  type SigningCase,
  whoIsAsked,
} from '../../../server/sign-offs/who-signs.ts';

type Somebody = { readonly userId: string; readonly email: string; readonly roles: readonly Role[] };

const somebody = (userId: string, roles: readonly Role[], email = `${userId}@x.example`): Somebody => ({
  userId,
  email,
  roles,
});
const MARA = somebody('mara', ['finance']);
const NADIA = somebody('nadia', ['finance']);
const JOEL = somebody('joel', ['finance']);
const TED = somebody('ted', ['cfo']);
const TOM = somebody('tom', ['ae']);
const PEOPLE = [TOM, TED, NADIA, MARA, JOEL];

function away(from: Somebody, to: Somebody, mayDecideLoss = true): Absence {
  return { fromUserId: from.userId, toUserId: to.userId, mayDecideLoss };
}

function signing(changes: Partial<SigningCase<Somebody>> = {}): SigningCase<Somebody> {
  return {
    people: PEOPLE,
    absences: [],
    makers: ['tom'],
    verdict: 'sign_off',
    signatures: ['finance'],
    given: [],
    ...changes,
  };
}

const LOSS = { verdict: 'loss', signatures: ['finance', 'cfo'] } as const;

function namesOf(changes: Partial<SigningCase<Somebody>>): string[] {
  return whoIsAsked(signing(changes)).map(
    ({ person, insteadOf }) => person.userId + (insteadOf ? ` for ${insteadOf.userId}` : ''),
  );
}

describe('who is asked', () => {
  const cases: [string, Partial<SigningCase<Somebody>>, string[], string | null][] = [
    ['the first of finance', {}, ['joel'], 'mara'],
    ['nobody who made the deal', { makers: ['tom', 'joel'] }, ['mara'], 'nadia'],
    ['two for a loss', LOSS, ['joel', 'ted'], 'mara'],
    ['who stands in', { absences: [away(JOEL, MARA)] }, ['mara for joel'], 'nadia'],
    [
      'the end of a chain of two',
      { absences: [away(JOEL, MARA), away(MARA, TED)] },
      ['ted for joel'],
      'nadia',
    ],
    [
      'the end of a chain of three, which is the most',
      { absences: [away(JOEL, MARA), away(MARA, NADIA), away(NADIA, TED)] },
      ['ted for joel'],
      null,
    ],
    [
      'finance, when the delegate made the deal',
      { absences: [away(JOEL, MARA)], makers: ['tom', 'mara'] },
      ['nadia'],
      'ted',
    ],
    [
      'finance, when the chain runs in a circle',
      { absences: [away(JOEL, MARA), away(MARA, JOEL)] },
      ['nadia'],
      'ted',
    ],
    [
      'the first of those who are away, when nobody is left',
      { absences: [away(JOEL, TOM), away(MARA, TOM), away(NADIA, TOM), away(TED, TOM)] },
      ['joel'],
      null,
    ],
    [
      'finance for the CFO when he said so',
      { ...LOSS, absences: [away(TED, MARA)] },
      ['joel', 'mara for ted'],
      'nadia',
    ],
    [
      'the CFO himself when he did not let them decide a loss',
      { ...LOSS, absences: [away(TED, MARA, false)] },
      ['joel', 'ted'],
      'mara',
    ],
    [
      'another of finance when the CFO stands in and has his own to give',
      { ...LOSS, absences: [away(JOEL, TED)] },
      ['mara', 'ted'],
      'nadia',
    ],
    [
      'who is left after a first signature',
      { ...LOSS, given: [{ decidedBy: 'joel', onBehalfOf: null }] },
      ['ted'],
      null,
    ],
  ];
  test.each(cases)('%s', (_, changes, asked, backup) => {
    expect(namesOf(changes)).toEqual(asked);
    expect(backupOf(signing(changes))?.userId ?? null).toBe(backup);
  });
});

describe('with whose right somebody signs', () => {
  const cases: [string, Partial<SigningCase<Somebody>>, Somebody, string | null][] = [
    ['finance by their own', {}, NADIA, 'own'],
    ['a seller by none', {}, TOM, null],
    ['the delegate of who was asked by theirs', { absences: [away(JOEL, MARA)] }, MARA, 'joel'],
    ['somebody else of finance still by their own', { absences: [away(JOEL, MARA)] }, NADIA, 'own'],
    ['who is away may come back for one', { absences: [away(JOEL, MARA)] }, JOEL, 'own'],
    ['a maker’s delegate by their own', { absences: [away(JOEL, MARA)], makers: ['joel'] }, MARA, 'own'],
    [
      'a maker’s delegate not for the maker',
      {
        ...LOSS,
        absences: [away(TED, MARA)],
        makers: ['ted'],
        given: [{ decidedBy: 'joel', onBehalfOf: null }],
      },
      MARA,
      null,
    ],
    ['a delegate who made the deal by none', { absences: [away(JOEL, MARA)], makers: ['mara'] }, MARA, null],
    ['for the CFO when he is away', { ...LOSS, absences: [away(TED, NADIA)] }, NADIA, 'ted'],
    [
      'nobody twice: who signed for the CFO does not sign for finance',
      { ...LOSS, absences: [away(TED, NADIA)], given: [{ decidedBy: 'nadia', onBehalfOf: 'ted' }] },
      NADIA,
      null,
    ],
    [
      'nobody twice: for whom another signed does not sign himself',
      { ...LOSS, given: [{ decidedBy: 'nadia', onBehalfOf: 'ted' }] },
      TED,
      null,
    ],
    [
      'nobody twice under another account',
      {
        ...LOSS,
        people: [...PEOPLE, somebody('joel2', ['finance', 'cfo'], 'JOEL@X.example')],
        given: [{ decidedBy: 'joel', onBehalfOf: null }],
      },
      somebody('joel2', ['finance', 'cfo'], 'JOEL@X.example'),
      null,
    ],
  ];
  test.each(cases)('%s', (_, changes, person, expected) => {
    const right = rightToSign(signing(changes), person);
    expect(right && (right.onBehalfOf?.userId ?? 'own')).toBe(expected);
  });
});

/** Said here again and by other means, so that the rule cannot be wrong in both places. */
function isSamePerson(one: Somebody, other: Somebody): boolean {
  return one.userId === other.userId || one.email.toUpperCase() === other.email.toUpperCase();
}

const roles = fc.subarray<Role>(['finance', 'cfo', 'ae', 'manager']);
const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const id = fc.constantFrom(...ids);

/** Seven accounts of up to seven people; absences as anybody could have written them, loops included. */
const cases = fc
  .record({
    accounts: fc.array(fc.tuple(roles, id, fc.boolean()), { minLength: 7, maxLength: 7 }),
    absences: fc.array(fc.tuple(id, id, fc.boolean()), { maxLength: 8 }),
    hands: fc.uniqueArray(id, { maxLength: 3 }),
    isLoss: fc.boolean(),
    hasCfo: fc.boolean(),
  })
  .map(({ accounts, absences, hands, isLoss, hasCfo }): SigningCase<Somebody> => {
    const people = accounts.map(([held, mail, isShouted], index) =>
      somebody(ids[index] ?? '', held, isShouted ? mail.toUpperCase() : mail),
    );
    const makers = people.filter((person) =>
      people.some((hand) => hands.includes(hand.userId) && isSamePerson(hand, person)),
    );
    return {
      people,
      absences: absences.map(([fromUserId, toUserId, mayDecideLoss]) => ({
        fromUserId,
        toUserId,
        mayDecideLoss,
      })),
      makers: makers.map(({ userId }) => userId),
      verdict: isLoss ? 'loss' : 'sign_off',
      signatures: hasCfo ? ['finance', 'cfo'] : ['finance'],
      given: [],
    };
  });

/** Everybody signs who may, in some order, as often as they like; the signatures that were taken. */
function signAll(start: SigningCase<Somebody>, order: readonly string[]): SigningCase<Somebody> {
  let state = start;
  for (const userId of order) {
    const person = state.people.find((one) => one.userId === userId);
    const right = person && missingOf(state).length > 0 ? rightToSign(state, person) : null;
    if (!right) continue;
    const given = [...state.given, { decidedBy: userId, onBehalfOf: right.onBehalfOf?.userId ?? null }];
    state = { ...state, given };
  }
  return state;
}

const orders = fc.array(id, { minLength: 10, maxLength: 25 });

test('no delegation lets one decide who made the deal, or for one who did, and no one stands for two', () => {
  fc.assert(
    fc.property(cases, orders, (start, order) => {
      const end = signAll(start, order);
      const signers = end.given.flatMap(({ decidedBy, onBehalfOf }) =>
        end.people.filter(({ userId }) => userId === decidedBy || userId === onBehalfOf),
      );
      for (const [index, signer] of signers.entries()) {
        expect(end.makers).not.toContain(signer.userId);
        expect(signers.slice(index + 1).some((other) => isSamePerson(other, signer))).toBe(false);
      }
      expect(end.given.length).toBeLessThanOrEqual(end.signatures.length);
    }),
    { numRuns: 4_000 },
  );
});

test('who signs for another is at the end of a chain of three at most, and every hop of a loss allows it', () => {
  fc.assert(
    fc.property(cases, orders, (start, order) => {
      for (const { decidedBy, onBehalfOf } of signAll(start, order).given) {
        const giver = start.people.find(({ userId }) => userId === onBehalfOf);
        if (!giver) continue;
        const hops = chainFrom(giver, start.people, start.absences);
        expect(hops.length).toBeLessThanOrEqual(MOST_HOPS);
        expect(hops.at(-1)?.to.userId).toBe(decidedBy);
        expect(start.absences.some(({ fromUserId }) => fromUserId === decidedBy)).toBe(false);
        if (start.verdict === 'loss') expect(hops.every(({ absence }) => absence.mayDecideLoss)).toBe(true);
      }
    }),
    { numRuns: 4_000 },
  );
});

test('a chain never comes round to somebody it has passed, whatever was written', () => {
  fc.assert(
    fc.property(cases, ({ people, absences }) => {
      for (const absent of people) {
        const passed = [absent, ...chainFrom(absent, people, absences).map(({ to }) => to)];
        expect(passed.length).toBeLessThanOrEqual(MOST_HOPS + 1);
        for (const [index, person] of passed.entries()) {
          expect(passed.slice(index + 1).some((other) => isSamePerson(other, person))).toBe(false);
        }
      }
    }),
    { numRuns: 2_500 },
  );
});

test('everybody who is asked can sign at once, and together they complete the request', () => {
  fc.assert(
    fc.property(cases, (start) => {
      const asked = whoIsAsked(start);
      const end = signAll(
        start,
        asked.map(({ person }) => person.userId),
      );
      expect(end.given.length).toBe(asked.length);
      if (asked.length === start.signatures.length) expect(missingOf(end)).toEqual([]);
    }),
    { numRuns: 4_000 },
  );
});

test('being away takes no right away: whoever could sign before can sign still', () => {
  fc.assert(
    fc.property(cases, (start) => {
      for (const person of start.people) {
        const before = rightToSign({ ...start, absences: [] }, person);
        if (before) expect(rightToSign(start, person)).not.toBeNull();
      }
    }),
    { numRuns: 2_500 },
  );
});
