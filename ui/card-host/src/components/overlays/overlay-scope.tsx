import {
  createContext,
  type ReactNode,
  type RefObject,
  useCallback,
  useContext,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';

export type OverlayScope = {
  isOpen: boolean;
  isPointedAt: boolean;
  tooltipId: string;
  close: () => void;
  announceTooltip: () => () => void;
};

const Scope = createContext<OverlayScope | null>(null);

export function useOverlayScope(): OverlayScope {
  const scope = useContext(Scope);
  if (scope === null) throw new Error('Modal, Panel and Tooltip only stand in an overlay prop.');
  return scope;
}

type Trigger = HTMLButtonElement & HTMLAnchorElement;

export type OverlayTrigger = {
  ref: RefObject<Trigger>;
  describedBy: string | undefined;
  open: () => void;
  pointing: {
    onMouseEnter: () => void;
    onMouseLeave: () => void;
    onFocus: () => void;
    onBlur: () => void;
  };
  drawn: ReactNode;
};

/** Any component with an `overlay` prop: what is in it (Modal, Panel or Tooltip) decides when it shows. */
export function useOverlay(overlay: ReactNode): OverlayTrigger {
  const ref = useRef<Trigger>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [isPointedAt, setIsPointedAt] = useState(false);
  const [tooltips, setTooltips] = useState(0);
  const tooltipId = useId();
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !isOpen) ref.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  const close = useCallback(() => setIsOpen(false), []);
  const announceTooltip = useCallback(() => {
    setTooltips((count) => count + 1);
    return () => setTooltips((count) => count - 1);
  }, []);
  const scope = useMemo(
    () => ({
      isOpen,
      isPointedAt,
      tooltipId,
      close,
      announceTooltip,
    }),
    [isOpen, isPointedAt, tooltipId, close, announceTooltip],
  );
  return {
    ref,
    describedBy: tooltips > 0 ? tooltipId : undefined,
    open: () => setIsOpen(true),
    pointing: {
      onMouseEnter: () => setIsPointedAt(true),
      onMouseLeave: () => setIsPointedAt(false),
      onFocus: () => setIsPointedAt(true),
      onBlur: () => setIsPointedAt(false),
    },
    drawn: overlay ? <Scope.Provider value={scope}>{overlay}</Scope.Provider> : null,
  };
}
