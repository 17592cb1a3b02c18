import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer, Failure } from './answer.ts';
import { retrying } from './retrying.ts';

export type Loaded<T> =
  | { readonly kind: 'loading'; readonly waitingFor: Failure | null }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'ready'; readonly value: T };

/** Loads once and again on demand; what was loaded stays on screen while it is read again. */
export function useLoad<T>(load: () => Promise<Answer<T>>): {
  state: Loaded<T>;
  reload: () => Promise<void>;
  change: (update: (value: T) => T) => void;
} {
  const [state, setState] = useState<Loaded<T>>({ kind: 'loading', waitingFor: null });
  const newest = useRef(0);

  const reload = useCallback(async () => {
    newest.current += 1;
    const mine = newest.current;
    const isWanted = () => newest.current === mine;
    setState((before) => (before.kind === 'ready' ? before : { kind: 'loading', waitingFor: null }));
    const hear = (failure: Failure | null) => {
      setState((before) => (before.kind === 'ready' ? before : { kind: 'loading', waitingFor: failure }));
    };
    const answer = await retrying(load, hear, isWanted);
    if (!isWanted()) return;
    setState((before) => {
      if (answer.ok) return { kind: 'ready', value: answer.value };
      return before.kind === 'ready' ? before : { kind: 'failed', failure: answer.failure };
    });
  }, [load]);

  /** Puts in view what another answer has told already; what is still being read is older and is dropped. */
  const change = useCallback((update: (value: T) => T) => {
    newest.current += 1;
    setState((before) => (before.kind === 'ready' ? { kind: 'ready', value: update(before.value) } : before));
  }, []);

  useEffect(() => {
    reload();
    return () => {
      newest.current += 1;
    };
  }, [reload]);

  return { state, reload, change };
}
