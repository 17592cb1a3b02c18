import type { QueueRow, Review, SignOff } from '@dealfloor/price-book';
import { Button, Menu } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { Ref } from 'react';
import { STATUS_NAMES } from '../../words/status-names.ts';
import { DecidedPanel } from './decided-panel.tsx';
import { NextLink } from './next-link.tsx';
import type { DecisionKind } from './read-draft.ts';

type DecisionBarProps = {
  review: Review;
  outcome: SignOff | null;
  next: QueueRow | null;
  onOpen: (kind: DecisionKind) => void;
  barRef: Ref<HTMLElement>;
};

/** What can be done with the request; it stays in sight at the foot of the page. */
export function DecisionBar({ review, outcome, next, onOpen, barRef }: DecisionBarProps) {
  return (
    <section className="decision-bar" aria-label="Decision" ref={barRef} tabIndex={-1}>
      {outcome ? (
        <DecidedPanel review={review} outcome={outcome} next={next} />
      ) : review.canDecide ? (
        <DecisionButtons onOpen={onOpen} />
      ) : (
        <>
          <p className="bar-sentence">{review.whyNot ?? `${STATUS_NAMES[review.signOff.status]}.`}</p>
          <NextLink next={next} isPrimary={false} />
        </>
      )}
    </section>
  );
}

function DecisionButtons({ onOpen }: { onOpen: (kind: DecisionKind) => void }) {
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  return (
    <>
      <Button onClick={() => onOpen('approve')}>Approve</Button>
      {isNarrow ? null : (
        <>
          <Button variant="default" onClick={() => onOpen('approve-with-conditions')}>
            Approve with conditions
          </Button>
          <Button variant="default" onClick={() => onOpen('request-changes')}>
            Request changes
          </Button>
        </>
      )}
      <Menu position="top-end" withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button variant="default">More</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {isNarrow ? (
            <>
              <Menu.Item data-autofocus onClick={() => onOpen('approve-with-conditions')}>
                Approve with conditions
              </Menu.Item>
              <Menu.Item onClick={() => onOpen('request-changes')}>Request changes</Menu.Item>
            </>
          ) : null}
          <Menu.Item
            className="destructive"
            data-autofocus={isNarrow ? undefined : true}
            onClick={() => onOpen('reject')}
          >
            Reject
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
