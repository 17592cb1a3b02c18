import { useCallback, useSyncExternalStore } from 'react';

export const places = ['tab', 'sidebar'] as const;
export type Place = (typeof places)[number];

export const locales = ['en-US', 'de-DE', 'fr-FR'] as const;
export type Locale = (typeof locales)[number];

/** What the page shows is its address, so that Back works and a link can be handed on. */
export type Address = { deal: string | null; person: string | null; place: Place; locale: Locale };

export function parseAddress(search: string): Address {
  const query = new URLSearchParams(search);
  return {
    deal: query.get('deal'),
    person: query.get('person'),
    place: places.find((place) => place === query.get('place')) ?? 'tab',
    locale: locales.find((locale) => locale === query.get('locale')) ?? 'en-US',
  };
}

export function formatAddress({ deal, person, place, locale }: Address): string {
  const query = new URLSearchParams({
    ...(deal !== null && { deal }),
    ...(person !== null && { person }),
    place,
    locale,
  });
  return `?${query}`;
}

const moved = 'card-host:moved';

export function useAddress(): { address: Address; go: (change: Partial<Address>) => void } {
  const search = useSyncExternalStore(listen, () => window.location.search);
  const go = useCallback((change: Partial<Address>) => {
    const next = formatAddress({ ...parseAddress(window.location.search), ...change });
    if (next === window.location.search) return;
    window.history.pushState(null, '', next);
    window.dispatchEvent(new Event(moved));
  }, []);
  return { address: parseAddress(search), go };
}

function listen(listener: () => void): () => void {
  window.addEventListener('popstate', listener);
  window.addEventListener(moved, listener);
  return () => {
    window.removeEventListener('popstate', listener);
    window.removeEventListener(moved, listener);
  };
}
