import { z } from 'zod';
import { Estimate } from './estimate.ts';
import { Person } from './person.ts';
import { Sizing } from './sizing.ts';

/** One entry of the audit as a line of a list: who did what, through which door, and what it changed. */
export const AuditRow = z
  .strictObject({
    sequence: z.int().positive(),
    at: z.string(),
    who: Person,
    onBehalfOf: Person.nullable().describe('For whom a delegate acted.'),
    action: z.string(),
    what: z.string().describe('What happened, in words.'),
    deal: z.strictObject({ dealId: z.string(), name: z.string() }).nullable(),
    before: z.string().nullable(),
    after: z.string().nullable(),
    priceBook: z.string().nullable().describe('The version that the figures were made under.'),
    policy: z.string().nullable(),
    via: z.string().describe('card, console, slack, cli, ingest or system.'),
  })
  .meta({ id: 'AuditRow' });
export type AuditRow = z.infer<typeof AuditRow>;

/** A page of the audit, the newest first, and what it can be filtered by. */
export const AuditPage = z
  .strictObject({
    entries: z.array(AuditRow),
    next: z.int().nullable().describe('Ask for the page before this sequence; null on the last page.'),
    people: z.array(Person),
    actions: z.array(z.strictObject({ action: z.string(), what: z.string() })),
  })
  .meta({ id: 'AuditPage' });
export type AuditPage = z.infer<typeof AuditPage>;

/** One entry with everything that it froze, and the seal that holds it. */
export const AuditSnapshot = z
  .strictObject({
    entry: AuditRow,
    figures: z
      .strictObject({
        sizing: Sizing,
        estimate: Estimate,
        priceBookHash: z.string(),
        policyHash: z.string(),
        pool: z
          .strictObject({ usdPerMonth: z.string(), otherCalls: z.string(), asOf: z.string() })
          .nullable()
          .describe('Shared cost of a month, over the calls of everyone else, as of a day.'),
        codeVersion: z.string(),
      })
      .nullable()
      .describe(
        'The figures that were saved, asked for or decided on; null when the entry is of something else.',
      ),
    note: z.string().nullable().describe('What the person wrote with it.'),
    record: z.record(z.string(), z.unknown()).describe('The canonical record as it is sealed.'),
    keyId: z.string().describe('The key that sealed it; none for an entry from before there were keys.'),
    previousHash: z.string(),
    hash: z.string(),
  })
  .meta({ id: 'AuditSnapshot' });
export type AuditSnapshot = z.infer<typeof AuditSnapshot>;

/** Whether an entry's figures, computed once more by the code of today, are the same to the last byte. */
export const AuditRecompute = z
  .strictObject({
    result: z.enum(['matches', 'differs', 'impossible']),
    sentence: z.string(),
    differenceUsd: z
      .string()
      .nullable()
      .describe('Term cost now less term cost then, in USD, where it differs.'),
    recordedBy: z.string().describe('The code version that computed it then.'),
    computedBy: z.string().describe('The code version that computes it now.'),
  })
  .meta({ id: 'AuditRecompute' });
export type AuditRecompute = z.infer<typeof AuditRecompute>;

/** Whether the chain of a portal holds, and when that was looked at. */
export const AuditChain = z
  .strictObject({
    ok: z.boolean(),
    entries: z.int(),
    checkedAt: z.string(),
    walkedAt: z
      .string()
      .describe(
        'When it was last walked from its first entry on; what came after was checked by `checkedAt`.',
      ),
    head: z.string().nullable(),
    unsealed: z.int().describe('Entries at the beginning that are from before there were keys.'),
    anchors: z.int().describe('Heads outside the database that it was held against.'),
    sequence: z.int().nullable().describe('The first entry at fault.'),
    fault: z.string().nullable(),
  })
  .meta({ id: 'AuditChain' });
export type AuditChain = z.infer<typeof AuditChain>;
