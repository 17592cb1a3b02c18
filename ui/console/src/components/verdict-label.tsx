import { VERDICT_NAMES, type VerdictWord } from '@dealfloor/price-book';
import { VerdictGlyph } from './verdict-glyph.tsx';

/** A verdict as glyph and word; null is a trial or a free plan, which nobody judges. */
export function VerdictLabel({ word }: { word: VerdictWord | null }) {
  return (
    <span className="verdict-label" data-verdict={word ?? 'none'}>
      <VerdictGlyph verdict={word ?? 'none'} />
      <span data-testid="verdict-word">{word === null ? 'Not judged' : VERDICT_NAMES[word]}</span>
    </span>
  );
}
