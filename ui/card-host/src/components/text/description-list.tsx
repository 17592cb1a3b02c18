import type { ReactNode } from 'react';
import { classes, type WithTestId } from '../test-id.ts';

type DescriptionListProps = WithTestId & { children?: ReactNode; direction?: 'row' | 'column' };

export function DescriptionList({ children, direction = 'column', testId }: DescriptionListProps) {
  return (
    <dl className={classes('description-list', `description-list-${direction}`)} data-testid={testId}>
      {children}
    </dl>
  );
}

export function DescriptionListItem({
  children,
  label,
  testId,
}: WithTestId & { children?: ReactNode; label: string }) {
  return (
    <div className="description-item" data-testid={testId}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
