import { AccountWindow } from '@dealfloor/price-book';
import { useSearchParams } from 'react-router';

/** How many days a page looks back, kept in the address so that Back and a link bring it again. */
export function useWindow(): [AccountWindow, (window: AccountWindow) => void] {
  const [search, setSearch] = useSearchParams();
  const asked = AccountWindow.safeParse(search.get('window'));
  const change = (window: AccountWindow) => {
    setSearch(
      (before) => {
        before.set('window', window);
        return before;
      },
      { replace: true },
    );
  };
  return [asked.data ?? '30', change];
}
