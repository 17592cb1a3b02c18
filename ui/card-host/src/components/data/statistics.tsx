import type { ReactNode } from 'react';
import { classes, type WithTestId } from '../test-id.ts';

export function Statistics({ children, testId }: WithTestId & { children?: ReactNode }) {
  return (
    <dl className="statistics" data-testid={testId}>
      {children}
    </dl>
  );
}

type ItemProps = WithTestId & { label: string; number: string | number; children?: ReactNode };

export function StatisticsItem({ label, number, children, testId }: ItemProps) {
  return (
    <div className="statistics-item" data-testid={testId}>
      <dt>{label}</dt>
      <dd className="statistics-number">{number}</dd>
      {children !== undefined && <dd className="statistics-more">{children}</dd>}
    </div>
  );
}

type TrendProps = WithTestId & {
  value: string;
  direction?: 'increase' | 'decrease';
  color?: 'red' | 'green';
};

export function StatisticsTrend({ value, direction = 'increase', color, testId }: TrendProps) {
  const tone = color ?? (direction === 'increase' ? 'green' : 'red');
  return (
    <span className={classes('trend', `trend-${tone}`)} data-testid={testId}>
      <span aria-hidden>{direction === 'increase' ? '▲' : '▼'}</span>{' '}
      <span className="visually-hidden">{direction === 'increase' ? 'up' : 'down'} </span>
      {value}
    </span>
  );
}
