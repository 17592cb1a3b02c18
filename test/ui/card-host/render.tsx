import { act, type ReactElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';

const roots: Root[] = [];

export type Rendered = { container: HTMLElement; rerender: (element: ReactElement) => void };

export function render(element: ReactElement): Rendered {
  const container = document.createElement('div');
  document.body.append(container);
  const root = createRoot(container);
  roots.push(root);
  const rerender = (next: ReactElement) => act(() => root.render(next));
  rerender(element);
  return { container, rerender };
}

export function unmountAll(): void {
  for (const root of roots.splice(0)) act(() => root.unmount());
  document.body.replaceChildren();
}

/** The element that a test id names; the test fails when there is none. */
export function byTestId(testId: string): HTMLElement {
  const element = document.querySelector<HTMLElement>(`[data-testid="${testId}"]`);
  if (element === null) throw new Error(`Nothing on the page has the test id ${testId}.`);
  return element;
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export function field(testId: string): Field {
  const element = byTestId(testId);
  if ('value' in element) return element as Field;
  throw new Error(`${testId} is not a field.`);
}

/** As a person types: the element's own setter, past React's, then the event. */
export function typeInto(element: Field, text: string): void {
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), 'value')?.set;
  act(() => {
    element.focus();
    setter?.call(element, text);
    element.dispatchEvent(new Event(element.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }));
  });
}

export function click(element: Element): void {
  act(() => element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true })));
}

export function leave(element: HTMLElement): void {
  act(() => element.blur());
}

export function press(element: Element, key: string): void {
  act(() => element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })));
}

export async function settle(milliseconds = 0): Promise<void> {
  await act(() => new Promise((resolve) => setTimeout(resolve, milliseconds)));
}
