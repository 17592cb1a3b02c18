import { afterEach, vi } from 'vitest';
import { unmountAll } from './render.tsx';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

/** jsdom knows <dialog> but not how to show one; what a browser adds (the top layer) is seen in the browser tests. */
Object.assign(HTMLDialogElement.prototype, {
  showModal(this: HTMLDialogElement) {
    this.open = true;
  },
  show(this: HTMLDialogElement) {
    this.open = true;
  },
  close(this: HTMLDialogElement) {
    this.open = false;
  },
});

afterEach(() => {
  unmountAll();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});
