import { and, count, eq } from 'drizzle-orm';
import { canonicalJson } from '../audit/canonical-json.ts';
import type { Database } from '../db/database.ts';

type Readable = Pick<Database, 'query' | 'tables'>;
type Decision = Readonly<Record<string, unknown>> & { readonly id: string };

/** The decision that an entry's record is of; null when it is of something else. */
export function decisionOf(record: unknown): Decision | null {
  if (record === null || typeof record !== 'object' || !('decision' in record)) return null;
  return isDecision(record.decision) ? record.decision : null;
}

function isDecision(value: unknown): value is Decision {
  return value !== null && typeof value === 'object' && 'id' in value && typeof value.id === 'string';
}

/** Holds the stored decisions of a portal against what the chain says of them, in both directions. */
export function createDecisionCheck({ query, tables: { decisions } }: Readable, portalId: string) {
  const counted = { checked: 0, matching: 0 };
  const faults = async (record: unknown): Promise<string[]> => {
    const said = decisionOf(record);
    if (!said) return [];
    counted.checked += 1;
    const stored = await query
      .select()
      .from(decisions)
      .where(and(eq(decisions.portalId, portalId), eq(decisions.id, said.id)))
      // A changed byte may have made a column unreadable.
      .catch(() => [{ id: said.id }]);
    const [row] = stored;
    if (!row) return ['the decision that it records is not there.'];
    // A later version of Dealfloor may have added columns, which no older entry knows.
    const known = Object.entries(row).filter(([name]) => name in said);
    if (canonicalJson(Object.fromEntries(known)) !== canonicalJson(said)) {
      return ['the decision that it records is not what was recorded.'];
    }
    counted.matching += 1;
    return [];
  };
  /** To be asked after the last entry. */
  const unrecorded = async (): Promise<string[]> => {
    const [stored] = await query
      .select({ rows: count() })
      .from(decisions)
      .where(eq(decisions.portalId, portalId));
    const beyond = Number(stored?.rows ?? 0) - counted.checked;
    return beyond > 0 ? [`the audit says nothing of ${beyond} of them.`] : [];
  };
  return { counted, faults, unrecorded };
}
