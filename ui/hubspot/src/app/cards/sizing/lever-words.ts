import { type Estimate, type Lever, showMoney } from '@dealfloor/price-book';

const NAMES: Record<Lever['kind'], string> = {
  dedupe: 'Already seen',
  cache: 'From cache',
  'list-instead-of-detail': 'List instead of detail',
  'sampling-cap': 'Pages capped',
  'delta-polling': 'Only what changed',
  'cadence-tier': 'Slower cadence',
  'drop-unread': 'Unread calls dropped',
  'existence-probe': 'Checked before fetching',
  'pre-warm': 'Fetched ahead',
  'off-peak': 'Off-peak',
};

/** A lever that has no field of its own, by name. */
export function leverName(lever: Lever): string {
  return NAMES[lever.kind];
}

/** What the levers of a line do to its cost: "Already seen saves $81.20 /mo." */
export function leverNote(line: number, estimate: Estimate | null, locale: string): string {
  const effects = (estimate?.levers ?? []).filter((effect) => effect.line === line);
  return effects
    .map(({ kind, savedUsd, sentence }) => {
      const name = Object.entries(NAMES).find(([known]) => known === kind)?.[1] ?? kind;
      if (savedUsd === '0') return `${name}: ${sentence.toLowerCase()}`;
      const amount = showMoney(savedUsd.replace('-', ''), locale);
      return savedUsd.startsWith('-') ? `${name} costs ${amount} /mo more.` : `${name} saves ${amount} /mo.`;
    })
    .join(' ');
}
