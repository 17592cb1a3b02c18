import type { Away, PlannedAbsence } from '@dealfloor/price-book';
import { ProblemPanel } from '../../components/problem-panel.tsx';
import { usePageTitle } from '../../components/use-page-title.ts';
import { useAway } from './api/get-away.ts';
import { BackButton } from './away-banner.tsx';
import { AwayForm } from './away-form.tsx';
import { chainInWords, daysInWords } from './away-words.ts';

/** Being away without keeping anybody waiting. */
export function AwayPage() {
  usePageTitle('Away');
  const away = useAway(true);
  return (
    <div className="away">
      <header className="page-header">
        <h1>Away</h1>
      </header>
      {away.data ? <AwayBody away={away.data} /> : null}
      {away.isPending ? <p role="status">Loading your absences…</p> : null}
      {away.isLoadingError ? (
        <ProblemPanel
          title="Your absences could not be loaded"
          error={away.error}
          onRetry={() => void away.refetch()}
          isRetrying={away.isFetching}
        />
      ) : null}
    </div>
  );
}

function AwayBody({ away }: { away: Away }) {
  return (
    <>
      <section className="panel" aria-labelledby="absences-title">
        <h2 id="absences-title">Your absences</h2>
        {away.absences.length === 0 ? (
          <p className="muted">None is planned. What is sent to you waits for you.</p>
        ) : (
          <ul className="absences">
            {away.absences.map((absence) => (
              <Absence key={absence.id} absence={absence} />
            ))}
          </ul>
        )}
      </section>
      <section className="panel" aria-labelledby="plan-title">
        <h2 id="plan-title">Plan an absence</h2>
        <AwayForm away={away} />
      </section>
    </>
  );
}

function Absence({ absence }: { absence: PlannedAbsence }) {
  const { id, isNow, mayDecideLoss } = absence;
  return (
    <li data-testid="absence">
      <p>
        <strong>{daysInWords(absence)}.</strong> {chainInWords(absence)}{' '}
        {mayDecideLoss ? 'A loss too.' : 'A loss waits for you, or for another of finance or the CFO.'}
      </p>
      <BackButton id={id} label={isNow ? 'I am back' : 'Call it off'} />
    </li>
  );
}
