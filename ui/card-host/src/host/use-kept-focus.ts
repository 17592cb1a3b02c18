import { type RefObject, useEffect } from 'react';

/** When the card removes the very element that has the focus, the frame takes it: the keyboard stays where it was. */
export function useKeptFocus(frame: RefObject<HTMLElement>): void {
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    let last: Element | null = null;
    const remember = (event: FocusEvent) => {
      last = event.target instanceof Element ? event.target : null;
    };
    const observer = new MutationObserver(() => {
      const isLost = document.activeElement === document.body && last !== null && !last.isConnected;
      if (isLost) element.focus({ preventScroll: true });
    });
    element.addEventListener('focusin', remember);
    observer.observe(element, { subtree: true, childList: true });
    return () => {
      element.removeEventListener('focusin', remember);
      observer.disconnect();
    };
  }, [frame]);
}
