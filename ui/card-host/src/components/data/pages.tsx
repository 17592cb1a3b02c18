import { useState } from 'react';
import { Glyph } from '../text/glyph.tsx';

type PagesProps = { count: number; page: number | undefined; onChange: (page: number) => void };

/** Under a paginated table. Page numbers start at 1, as HubSpot's do. */
export function Pages({ count, page, onChange }: PagesProps) {
  const [pageHere, setPageHere] = useState(1);
  const current = page ?? pageHere;
  const go = (next: number) => {
    setPageHere(next);
    onChange(next);
  };
  return (
    <nav className="pages" aria-label="Pages of the table">
      <button type="button" aria-label="Page before" disabled={current <= 1} onClick={() => go(current - 1)}>
        <Glyph name="left" />
      </button>
      <span>
        Page {current} of {count}
      </span>
      <button
        type="button"
        aria-label="Next page"
        disabled={current >= count}
        onClick={() => go(current + 1)}
      >
        <Glyph name="right" />
      </button>
    </nav>
  );
}
