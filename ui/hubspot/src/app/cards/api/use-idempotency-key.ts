import { useRef } from 'react';

/** One key per body that is sent: a retry of the same body repeats it, another body gets a new one. */
export function useIdempotencyKey(): { keyFor: (body: unknown) => string; forget: () => void } {
  const last = useRef<{ key: string; body: string } | null>(null);
  return {
    keyFor: (body) => {
      const text = JSON.stringify(body);
      if (last.current?.body !== text) last.current = { key: crypto.randomUUID(), body: text };
      return last.current.key;
    },
    forget: () => {
      last.current = null;
    },
  };
}
