import type { QueueRow } from '@dealfloor/price-book';
import { Button } from '@mantine/core';
import type { Ref } from 'react';
import { Link } from 'react-router';

type NextLinkProps = { next: QueueRow | null; linkRef?: Ref<HTMLAnchorElement>; isPrimary: boolean };

/** The way on: the next request one can decide, or the queue. */
export function NextLink({ next, linkRef = null, isPrimary }: NextLinkProps) {
  return (
    <Button
      component={Link}
      ref={linkRef}
      to={next ? `/sign-offs/${next.signOff.id}` : '/queue'}
      variant={isPrimary ? 'filled' : 'default'}
    >
      {next ? `Next: ${next.dealName}` : 'Back to the queue'}
    </Button>
  );
}
