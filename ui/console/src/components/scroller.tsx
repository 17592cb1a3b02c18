import type { ReactNode } from 'react';

/** A wide table scrolls in a box of its own, which the keyboard can reach. */
export function Scroller({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section className="scroller" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
