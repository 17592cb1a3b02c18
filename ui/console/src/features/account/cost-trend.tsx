import type { AccountDay, AccountView } from '@dealfloor/price-book';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useNow } from '../../components/use-now.ts';
import { listDays } from '../../words/list-days.ts';
import { showShortDay } from '../../words/show-day.ts';
import { showDollars } from '../../words/show-dollars.ts';
import { GAP_WORDS, type TrendBar, trendOf } from './trend-bars.ts';
import { TrendTable } from './trend-table.tsx';

/** Cost by day: a bar where it is known, a hatched gap where it is not. */
export function CostTrend({ view: { days } }: { view: AccountView }) {
  const [isTable, setIsTable] = useState(false);
  if (days.length === 0) return null;
  return (
    <section className="panel review-section" aria-labelledby="trend">
      <header>
        <h2 id="trend">Cost by day</h2>
        <Button
          variant="default"
          size="compact-sm"
          aria-expanded={isTable}
          onClick={() => setIsTable(!isTable)}
        >
          {isTable ? 'Hide the table' : 'Show as table'}
        </Button>
      </header>
      <TrendChart days={days} />
      {isTable ? <TrendTable days={days} /> : null}
    </section>
  );
}

function TrendChart({ days }: { days: readonly AccountDay[] }) {
  const nowMs = useNow();
  const { bars, topUsd } = trendOf(days);
  const [first, last] = [days[0], days.at(-1)];
  return (
    <figure className="trend">
      <div className="trend-plot" aria-hidden="true">
        {bars.map((bar) => (
          <Bar key={bar.day.day} bar={bar} nowMs={nowMs} />
        ))}
        <span className="trend-top small muted">{showDollars(topUsd)}</span>
      </div>
      <p className="plot-months small muted" aria-hidden="true">
        <span>{first ? showShortDay(first.day, nowMs) : null}</span>
        <span>{last ? showShortDay(last.day, nowMs) : null}</span>
      </p>
      <figcaption className="small">
        <span className="trend-legend">
          <span className="legend-variable">Own usage</span>
          <span className="legend-shared">Shared cost</span>
          {bars.some(({ variablePercent }) => variablePercent === null) ? (
            <span className="legend-gap">Not in these figures</span>
          ) : null}
        </span>
        {gapSentences(days, nowMs).map((sentence) => (
          <span key={sentence} className="block" data-testid="trend-gaps">
            {sentence}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

function Bar({ bar: { day, variablePercent, sharedPercent }, nowMs }: { bar: TrendBar; nowMs: number }) {
  const name = showShortDay(day.day, nowMs);
  if (day.state !== 'booked') {
    return <span className="trend-gap" data-testid="trend-gap" title={`${GAP_WORDS[day.state]} ${name}`} />;
  }
  return (
    <span className="trend-day" data-testid="trend-day" title={`${name}: ${showDollars(day.costUsd)}`}>
      <span className="trend-shared" style={{ height: `${sharedPercent ?? 0}%` }} />
      <span className="trend-variable" style={{ height: `${variablePercent ?? 0}%` }} />
    </span>
  );
}

/** "No data 6 Sep": each kind of gap once, with its days. */
function gapSentences(days: readonly AccountDay[], nowMs: number): string[] {
  const kinds = ['missing', 'unpriced', 'no-pool', 'trial'] as const;
  return kinds.flatMap((kind) => {
    const found = days.filter(({ state }) => state === kind);
    if (found.length === 0) return [];
    const gapDays = found.map(({ day }) => day);
    return [`${GAP_WORDS[kind]} ${listDays(gapDays, nowMs)}`];
  });
}
