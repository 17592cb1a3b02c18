import type { Bypass } from '@dealfloor/price-book';
import { showMoment } from '../../words/show-time.ts';
import { useBypasses } from './api/get-bypasses.ts';
import { bypassWords } from './bypass-words.ts';

/** What got past the sign-off, below the queue; a list that cannot be read leaves the queue alone. */
export function BypassList() {
  const { data } = useBypasses();
  if (!data || data.bypasses.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="bypasses" data-testid="bypasses">
      <h2 id="bypasses">Won without approval</h2>
      <p className="muted small">
        HubSpot cannot refuse a move, so we find it afterwards. An approval that comes later does not undo it.
      </p>
      <ul>
        {data.bypasses.map((bypass) => (
          <BypassLine key={`${bypass.dealId} ${bypass.wonAt}`} bypass={bypass} />
        ))}
      </ul>
    </section>
  );
}

function BypassLine({ bypass }: { bypass: Bypass }) {
  return (
    <li data-testid="bypass">
      <strong>{bypass.dealName}</strong>, won <time dateTime={bypass.wonAt}>{showMoment(bypass.wonAt)}</time>{' '}
      by {bypass.wonBy}. {bypassWords(bypass)}
    </li>
  );
}
