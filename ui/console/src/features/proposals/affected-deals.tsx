import type { ProposalView } from '@dealfloor/price-book';
import { VerdictLabel } from '../../components/verdict-label.tsx';
import { showShare } from '../../words/show-margin.ts';
import { dealsSentence } from './proposal-words.ts';

/** Which open deals would get another verdict; running requests keep the policy they froze. */
export function AffectedDeals({ deals }: { deals: NonNullable<ProposalView['deals']> }) {
  return (
    <section className="panel" aria-labelledby="affected">
      <h2 id="affected">Open deals</h2>
      <p>{dealsSentence(deals)} Requests that wait keep the policy they were asked under.</p>
      {deals.changed.length > 0 ? (
        <ul className="affected-deals">
          {deals.changed.map(({ dealId, name, before, after }) => (
            <li key={dealId}>
              {name}: <VerdictLabel word={before.word} /> {showShare(before.marginPercent)} →{' '}
              <VerdictLabel word={after.word} /> {showShare(after.marginPercent)}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
