import type { ReactNode } from 'react';
import { shortSize } from '../layout/distance.ts';
import { classes, type WithTestId } from '../test-id.ts';
import { Glyph } from '../text/glyph.tsx';

type WithChildren = WithTestId & { children?: ReactNode };
type AlertVariant = 'info' | 'warning' | 'success' | 'error' | 'danger' | 'tip';

const alertGlyphs: Record<AlertVariant, string> = {
  info: 'info',
  warning: 'warning',
  success: 'checkCircle',
  error: 'xCircle',
  danger: 'xCircle',
  tip: 'tip',
};
const spokenAtOnce: AlertVariant[] = ['error', 'danger'];

export function Alert({
  title,
  variant = 'info',
  children,
  testId,
}: WithChildren & { title: string; variant?: AlertVariant }) {
  return (
    <div
      className={`alert alert-${variant}`}
      role={spokenAtOnce.includes(variant) ? 'alert' : 'status'}
      data-testid={testId}
    >
      <Glyph name={alertGlyphs[variant]} size={18} />
      <div>
        <div className="alert-title">{title}</div>
        {children !== undefined && <div>{children}</div>}
      </div>
    </div>
  );
}

type EmptyStateProps = WithChildren & { title?: string; layout?: 'horizontal' | 'vertical'; flush?: boolean };

export function EmptyState({ title, layout = 'horizontal', flush, children, testId }: EmptyStateProps) {
  return (
    <section className={classes('state', `state-${layout}`, flush && 'state-flush')} data-testid={testId}>
      <svg className="state-drawing" viewBox="0 0 64 48" width="64" height="48" aria-hidden>
        <rect x="6" y="6" width="52" height="36" rx="3" />
        <path d="M14 33l10-11 8 7 12-14 6 6" />
      </svg>
      <div className="state-content">
        {title !== undefined && <h3 className="heading">{title}</h3>}
        {children}
      </div>
    </section>
  );
}

const stateGlyphs = { error: 'exclamationCircle', support: 'question', lock: 'locked' };

type ErrorStateProps = WithChildren & { title?: string; type?: 'error' | 'support' | 'lock' };

export function ErrorState({
  title = 'Something went wrong',
  type = 'error',
  children,
  testId,
}: ErrorStateProps) {
  return (
    <section className="state state-vertical state-error" role="alert" data-testid={testId}>
      <Glyph name={stateGlyphs[type]} size={32} />
      <div className="state-content">
        <h3 className="heading">{title}</h3>
        {children}
      </div>
    </section>
  );
}

type SpinnerProps = WithTestId & {
  label: string;
  showLabel?: boolean;
  size?: string;
  layout?: 'inline' | 'centered';
};

export function LoadingSpinner({ label, showLabel, size, layout = 'inline', testId }: SpinnerProps) {
  return (
    <div className={classes('loading', `loading-${layout}`)} role="status" data-testid={testId}>
      <span className={`spinner spinner-${shortSize(size, 'sm')}`} aria-hidden />
      <span className={showLabel ? '' : 'visually-hidden'}>{label}</span>
    </div>
  );
}
