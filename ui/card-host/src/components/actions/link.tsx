import type { MouseEvent, ReactNode } from 'react';
import { useOverlay } from '../overlays/overlay-scope.tsx';
import { classes, type WithTestId } from '../test-id.ts';
import { anchorOf, type CardEvent, cardEvent, type Href } from './card-event.ts';

type LinkProps = WithTestId & {
  children?: ReactNode;
  href?: Href;
  variant?: 'primary' | 'destructive' | 'light' | 'dark';
  preventDefault?: boolean;
  onClick?: (event: CardEvent) => unknown;
  overlay?: ReactNode;
};

export function Link({
  children,
  href,
  variant = 'primary',
  preventDefault,
  onClick,
  overlay,
  testId,
}: LinkProps) {
  const trigger = useOverlay(overlay);
  const shared = {
    ref: trigger.ref,
    ...trigger.pointing,
    className: classes('link', `link-${variant}`),
    'data-testid': testId,
    'aria-describedby': trigger.describedBy,
    onClick: (event: MouseEvent) => {
      if (preventDefault || overlay) event.preventDefault();
      onClick?.(cardEvent('click', testId));
      trigger.open();
    },
  };
  const anchor = anchorOf(href ?? '');
  return (
    <>
      {anchor.href === '' || anchor.href === '#' ? (
        <button {...shared} type="button">
          {children}
        </button>
      ) : (
        <a {...shared} {...anchor} href={anchor.href}>
          {children}
        </a>
      )}
      {trigger.drawn}
    </>
  );
}

type TagProps = WithTestId & {
  children?: ReactNode;
  variant?: 'default' | 'warning' | 'success' | 'error' | 'info';
  onClick?: (event: CardEvent) => unknown;
  inline?: boolean;
  overlay?: ReactNode;
};

export function Tag({ children, variant = 'default', onClick, overlay, testId }: TagProps) {
  const trigger = useOverlay(overlay);
  const shared = { className: classes('tag', `tag-${variant}`), 'data-testid': testId };
  if (!onClick && !overlay) return <span {...shared}>{children}</span>;
  return (
    <>
      <button
        {...shared}
        {...trigger.pointing}
        ref={trigger.ref}
        type="button"
        aria-describedby={trigger.describedBy}
        onClick={() => {
          onClick?.(cardEvent('click', testId));
          trigger.open();
        }}
      >
        {children}
      </button>
      {trigger.drawn}
    </>
  );
}
