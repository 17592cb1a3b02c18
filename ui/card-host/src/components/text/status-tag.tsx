import type { ReactNode } from 'react';
import { classes, type WithTestId } from '../test-id.ts';
import { Glyph } from './glyph.tsx';

type Variant = 'danger' | 'warning' | 'info' | 'success' | 'default';

type StatusTagProps = WithTestId & {
  variant?: Variant;
  hollow?: boolean;
  onClick?: () => void;
  showRemoveIcon?: boolean;
  onRemoveClick?: () => void;
  children?: ReactNode;
};

/** A shape of its own for every variant, so that the word is never told by colour alone. */
const shapes: Record<Variant, ReactNode> = {
  success: (
    <>
      <circle cx="6" cy="6" r="5.5" />
      <path className="status-mark" d="M3.4 6.2l1.9 1.9 3.4-4" />
    </>
  ),
  info: (
    <>
      <circle className="status-outline" cx="6" cy="6" r="4.8" />
      <path d="M6 1.2a4.8 4.8 0 0 1 0 9.6z" />
    </>
  ),
  warning: <path d="M6 .8l5.6 10H.4z" />,
  danger: (
    <>
      <rect x=".5" y=".5" width="11" height="11" rx="1" />
      <path className="status-mark" d="M3.7 3.7l4.6 4.6M8.3 3.7L3.7 8.3" />
    </>
  ),
  default: <circle className="status-outline status-dashed" cx="6" cy="6" r="4.8" />,
};

export function StatusTag({
  variant = 'default',
  hollow,
  onClick,
  showRemoveIcon,
  onRemoveClick,
  children,
  testId,
}: StatusTagProps) {
  const content = (
    <>
      <svg className="status-shape" viewBox="0 0 12 12" width="12" height="12" aria-hidden>
        {shapes[variant]}
      </svg>
      <span>{children}</span>
    </>
  );
  const name = classes('status-tag', `status-${variant}`, hollow && 'status-hollow');
  return (
    <span className={name} data-testid={testId}>
      {onClick ? (
        <button type="button" className="status-button" onClick={() => onClick()}>
          {content}
        </button>
      ) : (
        content
      )}
      {showRemoveIcon && (
        <button type="button" className="status-button" aria-label="Remove" onClick={() => onRemoveClick?.()}>
          <Glyph name="remove" size={12} />
        </button>
      )}
    </span>
  );
}
