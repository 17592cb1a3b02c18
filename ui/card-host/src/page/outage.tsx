import { type Party, Unreachable } from './unreachable.ts';

const advice: Record<Party, string> = {
  server: 'Start it with "npm start" and try again. Nothing was lost.',
  sandbox: 'It starts together with the server by "npm start". Nothing was lost.',
};

export function Outage({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const party = error instanceof Unreachable ? error.party : null;
  return (
    <section className="outage" role="alert" data-testid="outage">
      <h2>{error instanceof Unreachable ? error.message : 'An answer could not be read.'}</h2>
      <p>{party === null ? error.message : advice[party]}</p>
      <button type="button" className="button button-primary button-md" onClick={onRetry}>
        Try again
      </button>
    </section>
  );
}
