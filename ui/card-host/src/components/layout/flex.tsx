import type { CSSProperties, ReactNode } from 'react';
import type { WithTestId } from '../test-id.ts';
import { type Distance, distanceInPixels } from './distance.ts';

export type Justify = 'center' | 'end' | 'start' | 'around' | 'between';
export type Align = 'start' | 'center' | 'baseline' | 'end' | 'stretch';

const justifyContent: Record<Justify, CSSProperties['justifyContent']> = {
  center: 'center',
  end: 'flex-end',
  start: 'flex-start',
  around: 'space-around',
  between: 'space-between',
};

const alignItems: Record<Align | 'auto', CSSProperties['alignItems']> = {
  start: 'flex-start',
  center: 'center',
  baseline: 'baseline',
  end: 'flex-end',
  stretch: 'stretch',
  auto: 'auto',
};

type FlexProps = WithTestId & {
  gap?: Distance;
  children?: ReactNode;
  direction?: 'row' | 'column';
  justify?: Justify;
  align?: Align;
  alignSelf?: Align;
  wrap?: boolean | 'wrap' | 'nowrap';
};

export function Flex({ gap, children, direction, justify, align, alignSelf, wrap, testId }: FlexProps) {
  return (
    <div
      className="flex"
      data-testid={testId}
      style={{
        flexDirection: direction ?? 'row',
        gap: distanceInPixels(gap ?? 'flush'),
        justifyContent: justifyContent[justify ?? 'start'],
        alignItems: alignItems[align ?? 'stretch'],
        flexWrap: wrap === true || wrap === 'wrap' ? 'wrap' : 'nowrap',
        ...(alignSelf && { alignSelf: alignItems[alignSelf] }),
      }}
    >
      {children}
    </div>
  );
}

type BoxProps = WithTestId & {
  children?: ReactNode;
  alignSelf?: Align | 'auto';
  flex?: 'initial' | 'auto' | 'none' | number;
};

export function Box({ children, alignSelf, flex, testId }: BoxProps) {
  const style = { alignSelf: alignItems[alignSelf ?? 'auto'], flex: flex ?? 'initial' };
  return (
    <div className="box" data-testid={testId} style={style}>
      {children}
    </div>
  );
}

type InlineProps = WithTestId & { children?: ReactNode; justify?: Justify; align?: Align; gap?: Distance };

export function Inline({ children, justify, align, gap, testId }: InlineProps) {
  return (
    <Flex
      gap={gap ?? 'flush'}
      justify={justify ?? 'start'}
      align={align ?? 'stretch'}
      wrap
      {...(testId !== undefined && { testId })}
    >
      {children}
    </Flex>
  );
}

type StackProps = WithTestId & {
  distance?: Distance;
  children?: ReactNode;
  direction?: 'row' | 'column';
  justify?: 'center' | 'end' | 'start';
  align?: Align;
};

export function Stack({ distance, direction, justify, align, children, testId }: StackProps) {
  return (
    <Flex
      gap={distance ?? 'sm'}
      direction={direction ?? 'column'}
      justify={justify ?? 'start'}
      align={align ?? 'start'}
      {...(testId !== undefined && { testId })}
    >
      {children}
    </Flex>
  );
}

type AutoGridProps = WithTestId & {
  columnWidth: number;
  gap?: Distance;
  children?: ReactNode;
  flexible?: boolean;
};

export function AutoGrid({ columnWidth, gap, children, flexible, testId }: AutoGridProps) {
  const least = `min(100%, ${columnWidth}px)`;
  const column = flexible === true ? `minmax(${least}, 1fr)` : least;
  return (
    <div
      className="auto-grid"
      data-testid={testId}
      style={{
        gap: distanceInPixels(gap ?? 'flush'),
        gridTemplateColumns: `repeat(${flexible === true ? 'auto-fit' : 'auto-fill'}, ${column})`,
      }}
    >
      {children}
    </div>
  );
}
