import type { AuditPage } from '@dealfloor/price-book';
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { type AuditFilter, type FilterField, isFiltered } from './audit-filter.ts';
import { VIA_NAMES } from './audit-words.ts';

type AuditFiltersProps = {
  filter: AuditFilter;
  /** Null while the first page loads: then a chosen value is all that can be offered. */
  page: AuditPage | null;
  onChange: (field: FilterField, value: string) => void;
  onClear: () => void;
};

export function AuditFilters({ filter, page, onChange, onClear }: AuditFiltersProps) {
  const people = page?.people.map(({ userId, name }) => ({ value: userId, label: name })) ?? [];
  const actions = page?.actions.map(({ action, what }) => ({ value: action, label: what })) ?? [];
  const vias = Object.entries(VIA_NAMES).map(([value, label]) => ({ value, label }));
  const day = (field: 'from' | 'to', label: string) => (
    <TextInput
      type="date"
      label={label}
      value={filter[field] ?? ''}
      onChange={(event) => onChange(field, event.currentTarget.value)}
    />
  );
  const choice = (field: FilterField, label: string, options: Option[]) => (
    <NativeSelect
      label={label}
      value={filter[field] ?? ''}
      data={[{ value: '', label: 'All' }, ...withChosen(options, filter[field])]}
      onChange={(event) => onChange(field, event.currentTarget.value)}
    />
  );
  return (
    <section className="audit-filters" aria-label="Filter the audit">
      {day('from', 'From')}
      {day('to', 'To')}
      {choice('person', 'Who', people)}
      {choice('action', 'What', actions)}
      <TextInput
        label="Deal id"
        inputMode="numeric"
        placeholder="1004"
        value={filter.deal ?? ''}
        onChange={(event) => onChange('deal', event.currentTarget.value.replace(/\D/g, ''))}
      />
      {choice('via', 'Via', vias)}
      <Checkbox
        className="audit-routine"
        label="Booked days and usage as well"
        checked={filter.routine === 'show'}
        onChange={(event) => onChange('routine', event.currentTarget.checked ? 'show' : '')}
      />
      {isFiltered(filter) ? (
        <Button variant="default" onClick={onClear}>
          Clear filters
        </Button>
      ) : null}
    </section>
  );
}

type Option = { value: string; label: string };

/** Something may be chosen by a link that is in no list. */
function withChosen(options: Option[], chosen: string | undefined): Option[] {
  const isListed = chosen === undefined || options.some(({ value }) => value === chosen);
  return isListed ? options : [...options, { value: chosen, label: chosen }];
}
