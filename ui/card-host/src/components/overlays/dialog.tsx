import { type ReactNode, type SyntheticEvent, useEffect, useId, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useCardSurroundings } from '../card-surroundings.ts';
import { type ShortSize, shortSize } from '../layout/distance.ts';
import { classes, type WithTestId } from '../test-id.ts';
import { Glyph } from '../text/glyph.tsx';
import { useOverlayScope } from './overlay-scope.tsx';

export type DialogFacts = WithTestId & {
  id: string;
  title?: string;
  'aria-label'?: string;
  width?: string;
  children?: ReactNode;
  onOpen?: () => unknown;
  onClose?: () => unknown;
};

type DialogProps = { facts: DialogFacts; kind: 'modal' | 'panel'; keepsFocus: boolean; isDanger: boolean };

/** Shows while its trigger says so; `actions.closeOverlay(id)`, Escape and the cross close it. */
export function Dialog(props: DialogProps) {
  const { isOpen, close } = useOverlayScope();
  const { overlayCloser } = useCardSurroundings();
  const { id } = props.facts;
  useEffect(() => overlayCloser.listen((wanted) => wanted === id && close()), [overlayCloser, id, close]);
  if (!isOpen) return null;
  return createPortal(<OpenDialog {...props} close={close} />, document.body);
}

const usualWidths: Record<DialogProps['kind'], ShortSize> = { modal: 'md', panel: 'sm' };

function OpenDialog({ facts, kind, keepsFocus, isDanger, close }: DialogProps & { close: () => void }) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const { title, children, onOpen, onClose, testId } = facts;
  const told = useRef({ onOpen, onClose });
  told.current = { onOpen, onClose };
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (dialog === null) return;
    if (keepsFocus) dialog.showModal();
    else dialog.show();
    firstStop(dialog)?.focus();
    told.current.onOpen?.();
    return () => {
      dialog.close();
      told.current.onClose?.();
    };
  }, [keepsFocus]);
  const stop = (event: SyntheticEvent) => event.stopPropagation();
  return (
    <dialog
      ref={ref}
      className={classes(
        'dialog',
        `dialog-${kind}`,
        `dialog-${shortSize(facts.width, usualWidths[kind])}`,
        isDanger && 'dialog-danger',
      )}
      aria-labelledby={title === undefined ? undefined : titleId}
      aria-label={title === undefined ? (facts['aria-label'] ?? kind) : undefined}
      data-testid={testId}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape' && !keepsFocus) close();
      }}
      onSubmit={stop}
      onFocus={stop}
      onBlur={stop}
    >
      <header className="dialog-header">
        <h2 id={titleId} tabIndex={-1}>
          {title ?? facts['aria-label']}
        </h2>
        <button type="button" className="dialog-close" aria-label="Close" onClick={close}>
          <Glyph name="remove" />
        </button>
      </header>
      {children}
    </dialog>
  );
}

const stops = 'input:not([type=hidden]):not(:disabled), select:not(:disabled), textarea:not(:disabled)';

/** The first field, or the title of a dialog without one; never the cross, which would close by a hasty Enter. */
function firstStop(dialog: HTMLDialogElement): HTMLElement | null {
  return dialog.querySelector<HTMLElement>(stops) ?? dialog.querySelector<HTMLElement>('h2');
}
