import { BookKey } from '@dealfloor/price-book';
import { useSearchParams } from 'react-router';

/** Which book is open, kept in the address; null is the person's own widest one. */
export function useBookKey(): [BookKey | null, (key: BookKey) => void] {
  const [search, setSearch] = useSearchParams();
  const asked = BookKey.safeParse(search.get('book'));
  const change = (key: BookKey) => {
    setSearch(
      (before) => {
        before.set('book', key);
        return before;
      },
      { replace: true },
    );
  };
  return [asked.data ?? null, change];
}
