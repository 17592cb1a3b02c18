import type { AuditRow, AuditSnapshot } from '@dealfloor/price-book';
import { Button } from '@mantine/core';
import { useAnnouncement } from '../../components/announcer.tsx';
import { VerdictLabel } from '../../components/verdict-label.tsx';
import { problemOf } from '../../http/api-problem.ts';
import { showDay } from '../../words/show-day.ts';
import { showDollars } from '../../words/show-dollars.ts';
import { showQuantity } from '../../words/show-quantity.ts';
import { useRecompute } from './api/get-audit.ts';

type Figures = NonNullable<AuditSnapshot['figures']>;
type FrozenFiguresProps = { sequence: number; entry: AuditRow; figures: Figures };

/** The figures that were saved, asked for or decided on, what they were made from, and whether they still come out. */
export function FrozenFigures({ sequence, entry, figures }: FrozenFiguresProps) {
  const { estimate, priceBookHash, policyHash, pool, codeVersion } = figures;
  const { verdict, month, term } = estimate;
  return (
    <section className="panel frozen" aria-labelledby="frozen">
      <h2 id="frozen">The figures as they were</h2>
      <p>
        <VerdictLabel word={verdict.word} />: <strong className="figure">{verdict.headline}</strong>.{' '}
        {verdict.sentence}
      </p>
      <dl className="facts">
        <dt>Customer pays</dt>
        <dd className="figure">{showDollars(month.revenueUsd)} a month</dd>
        <dt>Costs us</dt>
        <dd className="figure">{showDollars(month.costUsd)} a month</dd>
        <dt>Over {term.months} months</dt>
        <dd className="figure" title={term.costUsd ? `Exactly ${term.costUsd} USD` : undefined}>
          {showDollars(term.costUsd)} of {showDollars(term.revenueUsd)}
        </dd>
        <dt>Price book</dt>
        <dd>
          {entry.priceBook} <code title={priceBookHash}>{priceBookHash.slice(0, 12)}</code>
        </dd>
        <dt>Policy</dt>
        <dd>
          {entry.policy} <code title={policyHash}>{policyHash.slice(0, 12)}</code>
        </dd>
        <dt>Shared cost</dt>
        <dd className="figure">{pool ? poolSentence(pool) : 'None'}</dd>
        <dt>Code</dt>
        <dd>
          <code>{codeVersion}</code>
        </dd>
      </dl>
      <Recompute sequence={sequence} />
    </section>
  );
}

function poolSentence({ usdPerMonth, otherCalls, asOf }: NonNullable<Figures['pool']>): string {
  const calls = showQuantity(otherCalls);
  return `${showDollars(usdPerMonth)} a month, over ${calls} calls of everyone else, as of ${showDay(asOf)}`;
}

function Recompute({ sequence }: { sequence: number }) {
  const recompute = useRecompute(sequence);
  const { data, error, isPending } = recompute;
  const sentence = data?.sentence ?? (error ? `Could not be asked: ${problemOf(error).message}` : null);
  useAnnouncement(sentence);
  return (
    <p className="recompute">
      <Button variant="default" onClick={() => recompute.mutate()} loading={isPending}>
        Recompute
      </Button>
      {sentence === null ? (
        <span className="muted">Computes the same inputs once more, by the code of today.</span>
      ) : (
        <strong data-testid="recompute" data-result={data?.result ?? 'failed'}>
          {sentence}
        </strong>
      )}
      {data && data.recordedBy !== data.computedBy ? (
        <span className="muted small">
          Then by {data.recordedBy}, now by {data.computedBy}
        </span>
      ) : null}
    </p>
  );
}
