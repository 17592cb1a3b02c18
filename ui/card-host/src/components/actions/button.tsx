import { type ReactNode, useEffect, useRef } from 'react';
import { shortSize } from '../layout/distance.ts';
import { useOverlay } from '../overlays/overlay-scope.tsx';
import { classes, type WithTestId } from '../test-id.ts';
import { Glyph } from '../text/glyph.tsx';
import { anchorOf, type CardEvent, cardEvent, type Href } from './card-event.ts';

type ButtonProps = WithTestId & {
  children?: ReactNode;
  onClick?: (event: CardEvent) => unknown;
  href?: Href;
  disabled?: boolean;
  variant?: 'primary' | 'secondary' | 'destructive' | 'transparent';
  type?: 'button' | 'reset' | 'submit';
  size?: string;
  truncate?: boolean;
  overlay?: ReactNode;
};

export function Button(props: ButtonProps) {
  const { children, onClick, href, disabled, type = 'button', overlay, testId } = props;
  const trigger = useOverlay(overlay);
  const shared = {
    ref: trigger.ref,
    ...trigger.pointing,
    className: buttonClass(props),
    'data-testid': testId,
    'aria-describedby': trigger.describedBy,
    onClick: () => {
      onClick?.(cardEvent('click', testId));
      trigger.open();
    },
  };
  return (
    <>
      {href !== undefined && !disabled ? (
        <a {...shared} {...anchorOf(href)}>
          {children}
        </a>
      ) : (
        <button {...shared} type={type} disabled={disabled}>
          {children}
        </button>
      )}
      {trigger.drawn}
    </>
  );
}

function buttonClass({ variant = 'secondary', size, truncate }: ButtonProps): string {
  return classes(
    'button',
    `button-${variant}`,
    `button-${shortSize(size, 'md')}`,
    truncate && 'text-truncated',
  );
}

type LoadingButtonProps = ButtonProps & {
  loading?: boolean;
  overlayOptions?: { openBehavior?: 'onClick' | 'onLoadingFinish' };
  resultIconName?: string;
};

export function LoadingButton({
  loading = false,
  overlayOptions,
  resultIconName,
  ...props
}: LoadingButtonProps) {
  const { children, onClick, disabled, type = 'button', overlay, testId } = props;
  const trigger = useOverlay(overlay);
  const { open } = trigger;
  const opensLater = overlayOptions?.openBehavior === 'onLoadingFinish';
  const wasLoading = useRef(loading);
  useEffect(() => {
    if (wasLoading.current && !loading && opensLater) open();
    wasLoading.current = loading;
  });
  return (
    <>
      <button
        ref={trigger.ref}
        {...trigger.pointing}
        type={type}
        className={buttonClass(props)}
        disabled={disabled}
        aria-disabled={loading || undefined}
        aria-busy={loading}
        aria-describedby={trigger.describedBy}
        data-testid={testId}
        onClick={(event) => {
          if (loading) return event.preventDefault();
          onClick?.(cardEvent('click', testId));
          if (!opensLater) open();
        }}
      >
        {loading && <span className="spinner spinner-xs" aria-hidden />}
        {!loading && resultIconName !== undefined && <Glyph name={resultIconName} size={14} />}
        {children}
      </button>
      {trigger.drawn}
    </>
  );
}

export function ButtonRow({ children, testId }: WithTestId & { children?: ReactNode }) {
  return (
    <div className="button-row" data-testid={testId}>
      {children}
    </div>
  );
}
