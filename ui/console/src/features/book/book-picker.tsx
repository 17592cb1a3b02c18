import type { AccountBook, BookKey } from '@dealfloor/price-book';
import { NativeSelect } from '@mantine/core';

type BookPickerProps = { book: AccountBook; onChange: (key: BookKey) => void };

/** The books that the person may open; whoever has one alone has nothing to pick. */
export function BookPicker({ book: { book, books }, onChange }: BookPickerProps) {
  if (books.length < 2) return null;
  const listed = books.some(({ key }) => key === book.key) ? books : [{ ...book, accounts: 0 }, ...books];
  return (
    <NativeSelect
      aria-label="Whose book"
      value={book.key}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={listed.map(({ key, name, accounts }) => ({ value: key, label: `${name} (${accounts})` }))}
    />
  );
}
