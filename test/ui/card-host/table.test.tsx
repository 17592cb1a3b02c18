import { expect, test, vi } from 'vitest';
import {
  Table,
  TableBody,
  TableCell,
  TableFooter,
  TableHead,
  TableHeader,
  TableRow,
} from '../../../ui/card-host/src/components/data/table.tsx';
import { click, render } from './render.tsx';

const onSortChange = vi.fn();

function costTable() {
  return render(
    <Table>
      <TableHead>
        <TableRow>
          <TableHeader>Endpoint</TableHeader>
          <TableHeader align="right" sortDirection="none" onSortChange={onSortChange}>
            USD a month
          </TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        <TableRow>
          <TableCell>/user-posts/</TableCell>
          <TableCell align="right">$1,254.62</TableCell>
        </TableRow>
      </TableBody>
      <TableFooter>
        <TableRow>
          <TableHeader>Total</TableHeader>
          <TableCell align="right">$1,254.62</TableCell>
        </TableRow>
      </TableFooter>
    </Table>,
  ).container;
}

test('the footer is what the card gave it, cell by cell', () => {
  const cells = [...costTable().querySelectorAll('tfoot th, tfoot td')];
  expect(cells.map((cell) => cell.textContent)).toEqual(['Total', '$1,254.62']);
});

test('headers say what they head: columns above, the row in the footer', () => {
  const scopes = [...costTable().querySelectorAll('th')].map((header) => header.scope);
  expect(scopes).toEqual(['col', 'col', 'row']);
});

test('numbers stand on the right', () => {
  const cells = costTable().querySelectorAll('tbody td');
  expect([...cells].map((cell) => cell.className)).toEqual(['align-left', 'align-right']);
});

test('a sortable column says its order and asks for the next one', () => {
  const header = costTable().querySelector('th[aria-sort]');
  expect(header?.getAttribute('aria-sort')).toBe('none');
  const button = header?.querySelector('button');
  if (button) click(button);
  expect(onSortChange.mock.calls).toEqual([['ascending']]);
});
