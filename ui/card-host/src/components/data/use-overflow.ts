import { type RefObject, useEffect, useRef, useState } from 'react';

/** Whether a scroller has more than it shows: only then may the keyboard stop at it. */
export function useOverflow(): { ref: RefObject<HTMLDivElement>; overflows: boolean } {
  const ref = useRef<HTMLDivElement>(null);
  const [overflows, setOverflows] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (element === null || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(() => setOverflows(element.scrollWidth > element.clientWidth + 1));
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => observer.disconnect();
  }, []);
  return { ref, overflows };
}
