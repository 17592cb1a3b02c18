import { createContext, type ReactNode, useContext } from 'react';
import { classes, type WithTestId } from '../test-id.ts';
import { Glyph } from '../text/glyph.tsx';
import { Pages } from './pages.tsx';
import { useOverflow } from './use-overflow.ts';

type WithChildren = WithTestId & { children?: ReactNode };
type Alignment = { align?: 'left' | 'center' | 'right'; width?: 'min' | 'max' | 'auto' | number };
type SortDirection = 'ascending' | 'descending' | 'none';

const Section = createContext<'head' | 'body' | 'foot'>('body');

type TableProps = WithChildren & {
  bordered?: boolean;
  flush?: boolean;
  density?: 'default' | 'condensed' | 'compact';
  paginated?: boolean;
  pageCount?: number;
  page?: number;
  onPageChange?: (page: number) => void;
};

export function Table({
  children,
  bordered = true,
  flush,
  density = 'default',
  paginated,
  pageCount = 1,
  page,
  onPageChange,
  testId,
}: TableProps) {
  const { ref, overflows } = useOverflow();
  const name = classes('table', `table-${density}`, bordered && 'table-bordered', flush && 'table-flush');
  return (
    <div className="table-block">
      <div
        ref={ref}
        className="table-scroller"
        {...(overflows && { tabIndex: 0, role: 'region', 'aria-label': 'Table, scrolls sideways' })}
      >
        <table className={name} data-testid={testId}>
          {children}
        </table>
      </div>
      {paginated && <Pages count={pageCount} page={page} onChange={(next) => onPageChange?.(next)} />}
    </div>
  );
}

export function TableHead({ children, testId }: WithChildren) {
  return (
    <Section.Provider value="head">
      <thead data-testid={testId}>{children}</thead>
    </Section.Provider>
  );
}

export function TableBody({ children, testId }: WithChildren) {
  return <tbody data-testid={testId}>{children}</tbody>;
}

export function TableFooter({ children, testId }: WithChildren) {
  return (
    <Section.Provider value="foot">
      <tfoot data-testid={testId}>{children}</tfoot>
    </Section.Provider>
  );
}

export function TableRow({ children, testId }: WithChildren) {
  return <tr data-testid={testId}>{children}</tr>;
}

type HeaderProps = WithChildren &
  Alignment & {
    sortDirection?: SortDirection | 'never';
    onSortChange?: (direction: SortDirection) => void;
    disabled?: boolean;
  };

const nextDirection: Record<SortDirection, SortDirection> = {
  none: 'ascending',
  ascending: 'descending',
  descending: 'none',
};
const sortGlyph = { ascending: 'sortAmtAsc', descending: 'sortAmtDesc', none: 'circleFilled' };

export function TableHeader({
  children,
  align,
  width,
  sortDirection,
  onSortChange,
  disabled,
  testId,
}: HeaderProps) {
  const scope = useContext(Section) === 'head' ? 'col' : 'row';
  const sort = sortDirection === 'never' ? undefined : sortDirection;
  return (
    <th
      scope={scope}
      className={cellClass(align, width)}
      data-testid={testId}
      aria-sort={sort}
      style={cellWidth(width)}
    >
      {sort === undefined ? (
        children
      ) : (
        <button
          type="button"
          className="sort-button"
          disabled={disabled}
          onClick={() => onSortChange?.(nextDirection[sort])}
        >
          {children} <Glyph name={sortGlyph[sort]} size={12} />
        </button>
      )}
    </th>
  );
}

export function TableCell({
  children,
  align,
  width,
  colSpan,
  testId,
}: WithChildren & Alignment & { colSpan?: number }) {
  return (
    <td className={cellClass(align, width)} colSpan={colSpan} data-testid={testId} style={cellWidth(width)}>
      {children}
    </td>
  );
}

function cellClass(align: Alignment['align'], width: Alignment['width']): string {
  return classes(`align-${align ?? 'left'}`, width === 'min' && 'width-min', width === 'max' && 'width-max');
}

function cellWidth(width: Alignment['width']) {
  return typeof width === 'number' ? { width } : {};
}
