import { useCallback, useEffect, useState } from 'react';

export type Load<Value> =
  | { state: 'loading' }
  | { state: 'failed'; error: Error }
  | { state: 'ready'; value: Value; staleSince: Error | null };

/** Loads once, again on demand; the last value stays while it loads again, and when that fails. */
export function useLoad<Value>(load: () => Promise<Value>): { result: Load<Value>; reload: () => void } {
  const [result, setResult] = useState<Load<Value>>({ state: 'loading' });
  const reload = useCallback(async () => {
    try {
      setResult({ state: 'ready', value: await load(), staleSince: null });
    } catch (error) {
      const reason = error instanceof Error ? error : new Error(String(error));
      setResult((last) =>
        last.state === 'ready' ? { ...last, staleSince: reason } : { state: 'failed', error: reason },
      );
    }
  }, [load]);
  useEffect(() => void reload(), [reload]);
  return { result, reload };
}
