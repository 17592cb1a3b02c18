import { act, fireEvent } from '@testing-library/react';

/** A key as a keyboard sends it to what has the focus; Enter on a link or a button then clicks it, as in a browser. */
export function press(key: string): void {
  const focused = document.activeElement ?? document.body;
  const isFree = fireEvent.keyDown(focused, { key });
  const isPressable = focused instanceof HTMLElement && focused.matches('a[href], button');
  if (key === 'Enter' && isFree && isPressable) act(() => focused.click());
  fireEvent.keyUp(document.activeElement ?? document.body, { key });
}
