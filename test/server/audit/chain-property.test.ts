import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type AuditEntry,
  BEFORE_FIRST,
  FIRST_HASH,
  faultOf,
  hashOf,
  type Link,
  linkOf,
} from '../../../server/audit/chain.ts';
import { TEST_SEAL } from '../../support/connect-world.ts';

const content = fc.record({
  at: fc
    .date({ noInvalidDate: true, min: new Date('2020-01-01'), max: new Date('2040-01-01') })
    .map((date) => date.toISOString()),
  actor: fc.string({ maxLength: 8 }),
  via: fc.constantFrom('card', 'console', 'cli'),
  action: fc.string({ maxLength: 12 }),
  dealId: fc.option(fc.string({ maxLength: 4 })),
  record: fc.string({ maxLength: 40, unit: 'binary' }),
});
type Content = {
  at: string;
  actor: string;
  via: string;
  action: string;
  dealId: string | null;
  record: string;
};

function chainOf(contents: readonly Content[]): AuditEntry[] {
  const chain: AuditEntry[] = [];
  for (const each of contents) {
    const previousHash = chain.at(-1)?.hash ?? FIRST_HASH;
    const entry = {
      portalId: '1',
      sequence: chain.length + 1,
      ...each,
      previousHash,
      keyId: TEST_SEAL.keyId(),
    };
    chain.push({ ...entry, hash: hashOf(entry, TEST_SEAL) ?? '' });
  }
  return chain;
}

/** The first entry at fault; null when the chain holds. */
function firstFault(chain: readonly AuditEntry[]): number | null {
  let link: Link = BEFORE_FIRST;
  for (const entry of chain) {
    if (faultOf(entry, link, TEST_SEAL)) return entry.sequence;
    link = linkOf(entry, link);
  }
  return null;
}

const chains = fc.array(content, { minLength: 1, maxLength: 6 }).map(chainOf);

/** One bit of one byte of a text's UTF-8 is turned over; what is no UTF-8 any more reads as replacement characters. */
function flipped(text: string, byte: number, bit: number): string {
  const bytes = Buffer.from(text, 'utf8');
  const index = byte % bytes.length;
  bytes.writeUInt8(bytes.readUInt8(index) ^ (1 << bit), index);
  return bytes.toString('utf8');
}

const TEXTS = [
  'portalId',
  'at',
  'actor',
  'via',
  'action',
  'dealId',
  'record',
  'previousHash',
  'keyId',
  'hash',
] as const;

test('P11: any bit of any column of any entry that is turned over is found at that entry', () => {
  const choice = fc.tuple(chains, fc.nat(), fc.constantFrom(...TEXTS), fc.nat(), fc.nat({ max: 7 }));
  fc.assert(
    fc.property(choice, ([chain, which, column, byte, bit]) => {
      expect(firstFault(chain)).toBeNull();
      const index = which % chain.length;
      const entry = chain[index];
      const text = entry?.[column];
      fc.pre(typeof text === 'string' && text.length > 0);
      const changed = flipped(String(text), byte, bit);
      const tampered = chain.map((each, at) => (at === index ? { ...each, [column]: changed } : each));
      expect(firstFault(tampered)).toBe(index + 1);
    }),
    { numRuns: 3_000 },
  );
});

test('P11: any entry that is taken out, put in or moved is found', () => {
  const several = fc.array(content, { minLength: 3, maxLength: 6 }).map(chainOf);
  const kind = fc.constantFrom('removal' as const, 'insertion' as const, 'move' as const);
  fc.assert(
    fc.property(several, kind, fc.nat(), fc.nat(), (chain, what, one, other) => {
      const from = one % chain.length;
      const tampered = [...chain];
      const [taken] = what === 'insertion' ? chain.slice(from, from + 1) : tampered.splice(from, 1);
      // What is cut from the end alone is left to the anchors.
      fc.pre(what !== 'removal' || from < chain.length - 1);
      const to = other % (tampered.length + 1);
      fc.pre(what !== 'move' || to !== from);
      if (what !== 'removal' && taken) tampered.splice(to, 0, taken);
      const renumbered = tampered.map((entry, index) => ({ ...entry, sequence: index + 1 }));
      expect(firstFault(tampered)).not.toBeNull();
      expect(firstFault(renumbered)).not.toBeNull();
    }),
    { numRuns: 2_000 },
  );
});
