import { type RefObject, useEffect } from 'react';

/** Arrow up and down move from one row's link to the next; Enter then opens it, as on every link. */
export function useRowKeys(list: RefObject<HTMLElement | null>, linkSelector: string): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
      if (document.querySelector('[role="dialog"]')) return;
      const links = [...(list.current?.querySelectorAll(linkSelector) ?? [])];
      const focused = document.activeElement ?? document.body;
      const isFree = focused === document.body || focused.id === 'content';
      if (!isFree && !list.current?.contains(focused)) return;
      const step = event.key === 'ArrowDown' ? 1 : -1;
      const index = links.indexOf(focused);
      const next = links[index < 0 && step < 0 ? links.length - 1 : index + step];
      if (!(next instanceof HTMLElement)) return;
      event.preventDefault();
      next.focus();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [list, linkSelector]);
}
