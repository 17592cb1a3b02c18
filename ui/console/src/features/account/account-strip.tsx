import type { AccountView } from '@dealfloor/price-book';
import type { ReactNode } from 'react';
import { FreshnessNote } from '../../components/freshness-note.tsx';
import { VerdictGlyph } from '../../components/verdict-glyph.tsx';
import { accountWord } from '../../words/account-words.ts';
import { showDollars } from '../../words/show-dollars.ts';
import { showMargin, showShare } from '../../words/show-margin.ts';
import { counted } from '../../words/show-quantity.ts';

/** The account in one look: the word, the margin, the money, and up to when the figures go. */
export function AccountStrip({ view }: { view: AccountView }) {
  const { account, floorPercent, targetPercent, salesCostUsd } = view;
  const { figures, word, costClass } = account;
  const shown = word ?? (costClass === 'cac' ? 'none' : 'unknown');
  return (
    <section className="panel verdict-strip" data-verdict={shown} aria-label="Margin">
      <p className="verdict-line">
        <span className="verdict-label" data-verdict={shown}>
          <VerdictGlyph verdict={shown} />
          <span data-testid="account-word">{accountWord(account)}</span>
        </span>
        {figures.grossMargin.percent === null ? null : (
          <strong className="figure" data-testid="account-margin">
            {showMargin(figures.grossMargin)} margin
          </strong>
        )}
        {floorPercent !== null && targetPercent !== null && costClass === 'cogs' ? (
          <span className="muted small">
            Floor {floorPercent}%, target {targetPercent}%
          </span>
        ) : null}
      </p>
      <dl className="statistics">
        <Figure name="Earns">
          {figures.revenueUsd === null ? 'No revenue' : showDollars(figures.revenueUsd)}
        </Figure>
        <Figure name="Costs us" note={costNote(view)}>
          {showDollars(figures.costUsd)}
        </Figure>
        <Figure name="Left over" note={withoutShared(view)}>
          {showDollars(figures.leftOverUsd)}
        </Figure>
        {figures.customerPaysUsd === '0' ? null : (
          <Figure name="Paid by the customer" note="Credits under their own key; not in our cost">
            {showDollars(figures.customerPaysUsd)}
          </Figure>
        )}
        {costClass === 'cogs' && salesCostUsd !== '0' ? (
          <Figure name="Days on trial" note="A sales cost, in no margin">
            {showDollars(salesCostUsd)}
          </Figure>
        ) : null}
      </dl>
      <FreshnessNote freshness={view.freshness} />
    </section>
  );
}

function Figure({ name, note, children }: { name: string; note?: string | null; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <span className="figure">{children}</span>
        {note ? <span className="muted small block">{note}</span> : null}
      </dd>
    </div>
  );
}

function costNote({ account: { figures }, window }: AccountView): string {
  const { daysBooked, variableUsd, sharedUsd } = figures;
  const days =
    daysBooked === Number(window)
      ? `in ${window} days`
      : `in ${counted(daysBooked, 'booked day')} of ${window}`;
  if (variableUsd === null) return `${days}; something it used has no price`;
  if (sharedUsd === null) return `${days}; without shared cost ${showDollars(variableUsd)}`;
  return `${days}, ${showDollars(sharedUsd)} of it shared`;
}

function withoutShared({ account: { figures } }: AccountView): string | null {
  const { percent } = figures.contributionMargin;
  return percent === null ? null : `${showShare(percent)} before shared cost`;
}
