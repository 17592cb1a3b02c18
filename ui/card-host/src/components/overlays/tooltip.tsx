import { type ReactNode, useEffect } from 'react';
import type { WithTestId } from '../test-id.ts';
import { useOverlayScope } from './overlay-scope.tsx';

export function Tooltip({ children, testId }: WithTestId & { children?: ReactNode; placement?: string }) {
  const { isPointedAt, tooltipId, announceTooltip } = useOverlayScope();
  useEffect(announceTooltip, [announceTooltip]);
  return (
    <span id={tooltipId} role="tooltip" className="tooltip" hidden={!isPointedAt} data-testid={testId}>
      {children}
    </span>
  );
}
