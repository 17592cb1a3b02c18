import { type ReactNode, useId, useState } from 'react';
import { classes, type WithTestId } from '../test-id.ts';
import { Glyph } from '../text/glyph.tsx';
import { shortSize } from './distance.ts';

type AccordionProps = WithTestId & {
  title: string;
  children?: ReactNode;
  defaultOpen?: boolean;
  disabled?: boolean;
  open?: boolean;
  size?: string;
  onClick?: () => void;
};

export function Accordion({
  title,
  children,
  defaultOpen = false,
  disabled = false,
  open,
  size,
  onClick,
  testId,
}: AccordionProps) {
  const [isOpenHere, setIsOpenHere] = useState(defaultOpen);
  const panelId = useId();
  const isOpen = open ?? isOpenHere;
  return (
    <div className={classes('accordion', `accordion-${shortSize(size, 'sm')}`)} data-testid={testId}>
      <h4 className="accordion-heading">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={panelId}
          disabled={disabled}
          onClick={() => {
            setIsOpenHere(!isOpen);
            onClick?.();
          }}
        >
          <Glyph name={isOpen ? 'downCarat' : 'right'} />
          {title}
        </button>
      </h4>
      <div id={panelId} className="accordion-panel" hidden={!isOpen}>
        {isOpen && children}
      </div>
    </div>
  );
}
