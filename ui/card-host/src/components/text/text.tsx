import { Children, type CSSProperties, type ReactNode } from 'react';
import { classes, type WithTestId } from '../test-id.ts';
import { Glyph } from './glyph.tsx';

type Format = {
  fontWeight?: 'regular' | 'bold' | 'demibold';
  italic?: boolean;
  lineDecoration?: 'none' | 'underline' | 'strikethrough';
  textTransform?: 'none' | 'uppercase' | 'lowercase' | 'capitalize' | 'sentenceCase';
};

type TextProps = WithTestId & {
  variant?: 'bodytext' | 'microcopy';
  inline?: boolean;
  children?: ReactNode;
  format?: Format;
  truncate?: boolean | { maxWidth?: number; tooltipText?: string };
};

export function Text({ variant, inline, children, format, truncate, testId }: TextProps) {
  const Element = inline === true ? 'span' : 'div';
  const cut = typeof truncate === 'object' ? truncate : {};
  const name = classes(
    'text',
    variant === 'microcopy' && 'text-small',
    truncate !== undefined && truncate !== false && 'text-truncated',
    format?.textTransform === 'sentenceCase' && 'text-sentence-case',
  );
  return (
    <Element
      className={name}
      data-testid={testId}
      title={cut.tooltipText}
      style={{ ...formatStyle(format ?? {}), ...(cut.maxWidth !== undefined && { maxWidth: cut.maxWidth }) }}
    >
      {children}
    </Element>
  );
}

const weights = { regular: 400, demibold: 600, bold: 700 };
const decorations = { none: 'none', underline: 'underline', strikethrough: 'line-through' };

function formatStyle({ fontWeight, italic, lineDecoration, textTransform }: Format): CSSProperties {
  return {
    ...(fontWeight && { fontWeight: weights[fontWeight] }),
    ...(italic && { fontStyle: 'italic' }),
    ...(lineDecoration && { textDecoration: decorations[lineDecoration] }),
    ...(textTransform && textTransform !== 'sentenceCase' && { textTransform }),
  };
}

type HeadingProps = WithTestId & { children?: ReactNode; inline?: boolean };

export function Heading({ children, inline, testId }: HeadingProps) {
  return (
    <h3 className={classes('heading', inline && 'heading-inline')} data-testid={testId}>
      {children}
    </h3>
  );
}

type ListProps = WithTestId & { children?: ReactNode; variant?: string };

export function List({ children, variant = 'unordered', testId }: ListProps) {
  const Element = variant.startsWith('ordered') ? 'ol' : 'ul';
  return (
    <Element className={classes('list', `list-${variant}`)} data-testid={testId}>
      {Children.map(children, (child) => (
        <li>{child}</li>
      ))}
    </Element>
  );
}

type IconProps = WithTestId & { name: string; color?: string; size?: string; screenReaderText?: string };

const iconPixels: Record<string, number> = { sm: 14, small: 14, md: 18, medium: 18, lg: 24, large: 24 };

export function Icon({ name, color = 'inherit', size = 'sm', screenReaderText, testId }: IconProps) {
  return (
    <span className={`icon icon-${color}`} data-testid={testId}>
      <Glyph name={name} size={iconPixels[size] ?? 14} />
      {screenReaderText !== undefined && <span className="visually-hidden">{screenReaderText}</span>}
    </span>
  );
}

type ImageProps = WithTestId & { alt?: string; src: string; width?: number; height?: number };

export function Image({ alt, src, width, height, testId }: ImageProps) {
  return (
    <img className="image" alt={alt ?? ''} src={src} width={width} height={height} data-testid={testId} />
  );
}
