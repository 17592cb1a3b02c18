import {
  createContext,
  type KeyboardEvent,
  type ReactNode,
  useContext,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { shortSize } from '../layout/distance.ts';
import { useOverlay } from '../overlays/overlay-scope.tsx';
import { classes, type WithTestId } from '../test-id.ts';
import { Glyph } from '../text/glyph.tsx';
import { type CardEvent, cardEvent } from './card-event.ts';

type DropdownProps = WithTestId & {
  options?: { label: string; onClick?: () => unknown }[];
  variant?: 'primary' | 'secondary' | 'transparent';
  buttonText?: string;
  buttonSize?: string;
  disabled?: boolean;
  children?: ReactNode;
};

const CloseMenu = createContext<() => void>(() => {});

export function Dropdown({
  options = [],
  variant = 'secondary',
  buttonText,
  buttonSize,
  disabled,
  children,
  testId,
}: DropdownProps) {
  const [isOpen, setIsOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const menuId = useId();
  const close = () => {
    setIsOpen(false);
    root.current?.querySelector('button')?.focus();
  };
  useEffect(() => {
    if (!isOpen) return;
    root.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
    const closeOutside = (event: MouseEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setIsOpen(false);
    };
    document.addEventListener('mousedown', closeOutside);
    return () => document.removeEventListener('mousedown', closeOutside);
  }, [isOpen]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const items = [...(root.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    const at = items.findIndex((item) => item.contains(document.activeElement));
    items[(at + step + items.length) % items.length]?.focus();
  };
  return (
    <div ref={root} className="dropdown">
      <button
        type="button"
        className={classes('button', `button-${variant}`, `button-${shortSize(buttonSize, 'md')}`)}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={menuId}
        disabled={disabled}
        data-testid={testId}
        onClick={() => setIsOpen(!isOpen)}
        onKeyDown={onKeyDown}
      >
        {buttonText ?? 'Actions'} <Glyph name="downCarat" size={12} />
      </button>
      <div
        id={menuId}
        role="menu"
        tabIndex={-1}
        className="dropdown-menu"
        hidden={!isOpen}
        onKeyDown={onKeyDown}
      >
        <CloseMenu.Provider value={close}>
          {options.map((option) => (
            <DropdownItem key={option.label} onClick={() => option.onClick?.()}>
              {option.label}
            </DropdownItem>
          ))}
          {children}
        </CloseMenu.Provider>
      </div>
    </div>
  );
}

type ItemProps = WithTestId & {
  children?: ReactNode;
  onClick?: (event: CardEvent) => unknown;
  overlay?: ReactNode;
};

export function DropdownItem({ children, onClick, overlay, testId }: ItemProps) {
  const trigger = useOverlay(overlay);
  const close = useContext(CloseMenu);
  return (
    <>
      <button
        ref={trigger.ref}
        type="button"
        role="menuitem"
        tabIndex={-1}
        data-testid={testId}
        onClick={() => {
          onClick?.(cardEvent('click', testId));
          close();
          trigger.open();
        }}
      >
        {children}
      </button>
      {trigger.drawn}
    </>
  );
}
