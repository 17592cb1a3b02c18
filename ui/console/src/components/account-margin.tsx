import type { AccountRow } from '@dealfloor/price-book';
import { accountWord } from '../words/account-words.ts';
import { showShare } from '../words/show-margin.ts';
import { VerdictGlyph } from './verdict-glyph.tsx';

/** An account's margin and the word for it; where there is none, why. */
export function AccountMargin({ account }: { account: AccountRow }) {
  const { word, figures, costClass } = account;
  const shown = word ?? (costClass === 'cac' ? 'none' : 'unknown');
  return (
    <>
      <span className="verdict-label" data-verdict={shown}>
        <VerdictGlyph verdict={shown} />
        <span data-testid="account-word">{accountWord(account)}</span>
      </span>
      {figures.grossMargin.percent === null ? null : (
        <span className="figure block" data-testid="account-margin">
          {showShare(figures.grossMargin.percent)}
        </span>
      )}
    </>
  );
}
