import type { ReactNode } from 'react';
import { classes, type WithTestId } from '../test-id.ts';
import { type Distance, distanceInPixels } from './distance.ts';

type WithChildren = WithTestId & { children?: ReactNode };

export function Card({ children, testId }: WithChildren) {
  return (
    <div className="surface surface-card" data-testid={testId}>
      {children}
    </div>
  );
}

export function Tile({
  children,
  compact,
  flush,
  testId,
}: WithChildren & { compact?: boolean; flush?: boolean }) {
  const name = classes('surface', compact && 'surface-compact', flush && 'surface-flush');
  return (
    <div className={name} data-testid={testId}>
      {children}
    </div>
  );
}

export function Divider({ distance, testId }: WithTestId & { size?: Distance; distance?: Distance }) {
  return (
    <hr
      className="divider"
      data-testid={testId}
      style={{ marginBlock: distanceInPixels(distance ?? 'sm') }}
    />
  );
}

export function Spacer({ size, testId }: WithTestId & { size?: Distance }) {
  return <div aria-hidden data-testid={testId} style={{ height: distanceInPixels(size ?? 'sm') }} />;
}
