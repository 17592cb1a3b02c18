import { useCallback, useState } from 'react';
import { Glyph } from '../components/text/glyph.tsx';
import type { CardAlert } from '../contract.ts';

type Toast = CardAlert & { key: number };

const shownMs = 10_000;
let nextKey = 0;

export function useToasts(): {
  toasts: Toast[];
  add: (alert: CardAlert) => void;
  remove: (key: number) => void;
} {
  const [toasts, setToasts] = useState<Toast[]>([]);
  const remove = useCallback((key: number) => {
    setToasts((shown) => shown.filter((toast) => toast.key !== key));
  }, []);
  const add = useCallback(
    (alert: CardAlert) => {
      const key = nextKey++;
      setToasts((shown) => [...shown, { ...alert, key }]);
      setTimeout(() => remove(key), shownMs);
    },
    [remove],
  );
  return { toasts, add, remove };
}

const glyphs = { info: 'info', warning: 'warning', success: 'checkCircle', danger: 'xCircle', tip: 'tip' };

/** Where `actions.addAlert` speaks: politely, and never over the focus. */
export function Toasts({ toasts, onRemove }: { toasts: Toast[]; onRemove: (key: number) => void }) {
  return (
    <div className="toasts" role="status" aria-live="polite" data-testid="toasts">
      {toasts.map((toast) => (
        <div key={toast.key} className={`toast alert alert-${toast.type ?? 'info'}`}>
          <Glyph name={glyphs[toast.type ?? 'info']} size={18} />
          <div className="toast-words">
            {toast.title !== undefined && <div className="alert-title">{toast.title}</div>}
            <div>{toast.message}</div>
          </div>
          <button
            type="button"
            className="dialog-close"
            aria-label="Dismiss"
            onClick={() => onRemove(toast.key)}
          >
            <Glyph name="remove" size={14} />
          </button>
        </div>
      ))}
    </div>
  );
}
