import { useSearchParams } from 'react-router';

const FIELDS = ['from', 'to', 'person', 'action', 'deal', 'via', 'routine'] as const;
export type FilterField = (typeof FIELDS)[number];
export type AuditFilter = Readonly<Partial<Record<FilterField, string>>>;

/** What the list is filtered by, kept in the address so that Back and a link bring it again. */
export function useAuditFilter() {
  const [search, setSearch] = useSearchParams();
  const filter: AuditFilter = Object.fromEntries(
    FIELDS.flatMap((field) => {
      const value = search.get(field);
      return value ? [[field, value]] : [];
    }),
  );
  const change = (field: FilterField, value: string) =>
    setSearch(
      (before) => {
        if (value === '') before.delete(field);
        else before.set(field, value);
        return before;
      },
      { replace: true },
    );
  return { filter, change, clear: () => setSearch({}, { replace: true }) };
}

export function isFiltered(filter: AuditFilter): boolean {
  return Object.keys(filter).length > 0;
}

/** The same as a query: what machines write day after day is left out unless it was asked for. */
export function searchOf({ routine, ...filter }: AuditFilter): URLSearchParams {
  const isAskedFor = routine === 'show' || filter.action !== undefined;
  return new URLSearchParams({ ...filter, ...(isAskedFor ? {} : { routine: 'hide' }) });
}
