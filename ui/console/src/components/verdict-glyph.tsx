import type { VerdictWord } from '@dealfloor/price-book';
import type { ReactNode } from 'react';

export type ShownVerdict = VerdictWord | 'none';

const SHAPES: Record<ShownVerdict, ReactNode> = {
  clear: (
    <>
      <circle cx="8" cy="8" r="7" className="glyph-fill" />
      <path d="M4.6 8.3l2.3 2.3 4.4-4.9" className="glyph-cut" />
    </>
  ),
  thin: (
    <>
      <circle cx="8" cy="8" r="6.2" className="glyph-stroke" />
      <path d="M8 1.8a6.2 6.2 0 0 1 0 12.4z" className="glyph-fill" />
    </>
  ),
  sign_off: <path d="M8 1.4L15 14.2H1z" className="glyph-fill" />,
  loss: (
    <>
      <rect x="1" y="1" width="14" height="14" rx="1.5" className="glyph-fill" />
      <path d="M4.8 4.8l6.4 6.4M11.2 4.8l-6.4 6.4" className="glyph-cut" />
    </>
  ),
  unknown: <circle cx="8" cy="8" r="6.2" className="glyph-stroke glyph-dashed" />,
  none: <path d="M3 8h10" className="glyph-stroke" />,
};

/** The shape of a verdict; a word always stands beside it, so it is hidden from screen readers. */
export function VerdictGlyph({ verdict }: { verdict: ShownVerdict }) {
  return (
    <svg
      className="verdict-glyph"
      data-verdict={verdict}
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
    >
      {SHAPES[verdict]}
    </svg>
  );
}
