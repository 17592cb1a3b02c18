import { type AuditRecompute, showMoney } from '@dealfloor/price-book';
import type { Actor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { UnprocessableError } from '../service-error.ts';
import { fieldsOf } from './entry-words.ts';
import { readFigures } from './figures.ts';
import { findEntry } from './read-audit.ts';
import { type Recomputed, recomputeFigures } from './recompute-figures.ts';
import { requireAuditor } from './require-auditor.ts';
import { createTermsByHash } from './terms-by-hash.ts';

/** Computes the figures of an entry once more, by the code of today; it changes nothing. */
export async function recomputeEntry(
  { database, codeVersion }: Ports,
  actor: Actor,
  sequence: number,
): Promise<AuditRecompute> {
  requireAuditor(actor);
  const entry = await findEntry(database, actor.portalId, sequence);
  const held = readFigures(fieldsOf(entry.record));
  const [first] = held;
  if (!first) throw new UnprocessableError('no-figures', 'This entry holds no figures to compute again.');
  const termsOf = createTermsByHash(database, actor.portalId);
  const again: Recomputed[] = [];
  for (const figures of held) again.push(recomputeFigures(figures, await termsOf(figures)));
  const worst = again.find(({ result }) => result !== 'matches') ?? { result: 'matches' as const };
  const code = { recordedBy: first.codeVersion, computedBy: codeVersion };
  return { result: worst.result, sentence: sentenceOf(worst), differenceUsd: differenceOf(worst), ...code };
}

function sentenceOf(again: Recomputed): string {
  if (again.result === 'matches') return 'Matches';
  if (again.result === 'impossible') {
    return `Cannot be computed again: ${again.sentence.replace(/\.$/, '')}: tell engineering`;
  }
  const { differenceUsd } = again;
  const isAmount = differenceUsd !== null && differenceUsd !== '0';
  return isAmount
    ? `Differs by ${shownExactly(differenceUsd)}: tell engineering`
    : 'Differs: tell engineering';
}

/** Under a cent, all digits are shown: "$0.00" would be no difference. */
function shownExactly(usd: string): string {
  const size = usd.replace('-', '');
  return /^0(\.00\d*)?$/.test(size) ? `$${size}` : showMoney(size, 'en-US');
}

function differenceOf(again: Recomputed): string | null {
  return again.result === 'differs' ? again.differenceUsd : null;
}
