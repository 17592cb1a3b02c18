import { useCallback, useSyncExternalStore } from 'react';
import type { RecordKind } from './sandbox-records.ts';

export const places = ['tab', 'sidebar'] as const;
export type Place = (typeof places)[number];

export const locales = ['en-US', 'de-DE', 'fr-FR'] as const;
export type Locale = (typeof locales)[number];

/** What HubSpot shows beside the records: the app's settings, and the app page. */
export const appPages = ['settings', 'sign-offs'] as const;
export type AppPage = (typeof appPages)[number];

/** What the page shows is its address, so that Back works and a link can be handed on. */
export type Address = {
  deal: string | null;
  /** When it is there, the page is on a company and not on a deal. */
  company: string | null;
  /** When it is there, neither record is shown but this page of the app. */
  page: AppPage | null;
  person: string | null;
  place: Place;
  locale: Locale;
};

/** The part of the address that names a record: one at a time, and no page. */
export function recordAddress(kind: RecordKind, id: string): Pick<Address, 'deal' | 'company' | 'page'> {
  const record = kind === 'company' ? { deal: null, company: id } : { deal: id, company: null };
  return { ...record, page: null };
}

export function parseAddress(search: string): Address {
  const query = new URLSearchParams(search);
  return {
    deal: query.get('deal'),
    company: query.get('company'),
    page: appPages.find((page) => page === query.get('page')) ?? null,
    person: query.get('person'),
    place: places.find((place) => place === query.get('place')) ?? 'tab',
    locale: locales.find((locale) => locale === query.get('locale')) ?? 'en-US',
  };
}

export function formatAddress({ deal, company, page, person, place, locale }: Address): string {
  const query = new URLSearchParams({
    ...(deal !== null && { deal }),
    ...(company !== null && { company }),
    ...(page !== null && { page }),
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
