import type { AuditChain, AuditRow } from '@dealfloor/price-book';
import { showQuantity } from '../../words/show-quantity.ts';

/** Through which door something came in, as a person says it. */
export const VIA_NAMES: Readonly<Record<string, string>> = {
  card: 'Card',
  console: 'Web',
  slack: 'Slack',
  cli: 'CLI',
  ingest: 'API',
  system: 'Dealfloor',
};

export function showVia(via: string): string {
  return VIA_NAMES[via] ?? via;
}

/** "Joel Brandão for Mara Lindqvist". */
export function showWho({ who, onBehalfOf }: Pick<AuditRow, 'who' | 'onBehalfOf'>): string {
  return onBehalfOf ? `${who.name} for ${onBehalfOf.name}` : who.name;
}

/** "Chain intact, 1,284 entries". */
export function chainSentence({ ok, entries, sequence, fault }: AuditChain): string {
  if (!ok) return `The chain is broken at entry ${sequence}: ${fault}`;
  return `Chain intact, ${showQuantity(String(entries))} ${entries === 1 ? 'entry' : 'entries'}`;
}
