import type { ReactNode } from 'react';
import { classes, type WithTestId } from '../test-id.ts';
import { Dialog, type DialogFacts } from './dialog.tsx';

type WithChildren = WithTestId & { children?: ReactNode };

export function Modal({ variant, ...facts }: DialogFacts & { variant?: 'danger' | 'default' }) {
  return <Dialog facts={facts} kind="modal" keepsFocus isDanger={variant === 'danger'} />;
}

/** Only the `modal` variant keeps the focus; the default one leaves the record usable beside it. */
export function Panel({ variant, ...facts }: DialogFacts & { variant?: 'modal' | 'default' }) {
  return <Dialog facts={facts} kind="panel" keepsFocus={variant === 'modal'} isDanger={false} />;
}

export function OverlayBody({ children, testId }: WithChildren) {
  return (
    <div className="dialog-body" data-testid={testId}>
      {children}
    </div>
  );
}

export function OverlayFooter({ children, testId }: WithChildren) {
  return (
    <footer className="dialog-footer" data-testid={testId}>
      {children}
    </footer>
  );
}

export function PanelSection({ children, flush, testId }: WithChildren & { flush?: boolean }) {
  return (
    <div className={classes('panel-section', flush && 'panel-section-flush')} data-testid={testId}>
      {children}
    </div>
  );
}
