import { type ReactNode, useEffect, useRef, useState } from 'react';

const settleMs = 400;
const spokenParts = ['verdict-word', 'verdict-margin', 'verdict-sentence'];

/**
 * Speaks a new verdict once. Components of a card cannot be live regions themselves, so the page reads the parts
 * that the card marked with these test ids, waits until they stand still, and says them politely.
 */
export function VerdictAnnouncer({ children }: { children: ReactNode }) {
  const root = useRef<HTMLDivElement>(null);
  const [spoken, setSpoken] = useState('');
  useEffect(() => {
    const element = root.current;
    if (element === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last: string | null = null;
    const speak = () => {
      const text = readVerdict(element);
      if (text === '' || text === last) return;
      if (last !== null) setSpoken(text);
      last = text;
    };
    const observer = new MutationObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(speak, settleMs);
    });
    observer.observe(element, { subtree: true, childList: true, characterData: true });
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, []);
  return (
    <>
      <div ref={root} className="card-content">
        {children}
      </div>
      <div className="visually-hidden" role="status" aria-live="polite" data-testid="verdict-announcer">
        {spoken}
      </div>
    </>
  );
}

function readVerdict(root: HTMLElement): string {
  const parts = spokenParts.map((part) => root.querySelector(`[data-testid="${part}"]`)?.textContent?.trim());
  return parts.filter(Boolean).join(', ');
}
