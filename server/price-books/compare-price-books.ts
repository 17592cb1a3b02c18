import type { PriceBook } from '@dealfloor/price-book';
import { canonicalJson } from '../audit/canonical-json.ts';

/** One field of a price book as text; `id` is the endpoint, plan or use case that it belongs to, if it has one. */
export type PriceBookField = {
  readonly part: string;
  readonly id: string;
  readonly field: string;
  readonly value: string;
};

/** A field that two price books do not have in common; null where it is not there. */
export type PriceBookDifference = Omit<PriceBookField, 'value'> & {
  readonly before: string | null;
  readonly after: string | null;
};

const NAMES: readonly string[] = ['version', 'effectiveFrom', 'note', 'monthDays'];

/** Every field of a price book but its own name, in the order of the book: nothing that prices is left out. */
export function fieldsOf(book: PriceBook): PriceBookField[] {
  const parts = Object.entries(book).filter(([part]) => !NAMES.includes(part));
  return parts.flatMap(([part, content]) => {
    if (!hasIds(content)) return leaves(content).map((leaf) => ({ part, id: '', ...leaf }));
    return content.flatMap(({ id, ...rest }) => leaves(rest).map((leaf) => ({ part, id, ...leaf })));
  });
}

/** What differs in rates, ladder, pool, allocation, profiles, plans and use cases; what has come or gone stands once. */
export function comparePriceBooks(before: PriceBook, after: PriceBook): PriceBookDifference[] {
  const old = byName(fieldsOf(before));
  const fresh = byName(fieldsOf(after));
  const came = ownersOf(fresh, old);
  const went = ownersOf(old, fresh);
  const differences: PriceBookDifference[] = [];
  const told = new Set<string>();
  for (const name of new Set([...old.keys(), ...fresh.keys()])) {
    const [was, is] = [old.get(name), fresh.get(name)];
    const place = is ?? was;
    if (!place || was?.value === is?.value) continue;
    const { part, id, field } = place;
    const owner = ownerOf(place);
    if (!came.has(owner) && !went.has(owner)) {
      differences.push({ part, id, field, before: was?.value ?? null, after: is?.value ?? null });
    } else if (!told.has(owner)) {
      told.add(owner);
      const isNew = came.has(owner);
      differences.push({
        part,
        id,
        field: '',
        before: isNew ? null : 'there',
        after: isNew ? 'there' : null,
      });
    }
  }
  return differences;
}

function byName(fields: readonly PriceBookField[]): Map<string, PriceBookField> {
  return new Map(fields.map((field) => [`${ownerOf(field)}\n${field.field}`, field]));
}

function ownerOf({ part, id }: Pick<PriceBookField, 'part' | 'id'>): string {
  return `${part}\n${id}`;
}

type Fields = ReadonlyMap<string, PriceBookField>;

/** What has an id in one book and is not in the other: only that can come or go as a whole. */
function ownersOf(fields: Fields, others: Fields): Set<string> {
  const known = new Set([...others.values()].map(ownerOf));
  const owners = [...fields.values()].filter(({ id }) => id !== '').map(ownerOf);
  return new Set(owners.filter((owner) => !known.has(owner)));
}

function hasIds(content: unknown): content is { id: string }[] {
  return Array.isArray(content) && content.every(isIdentified);
}

function isIdentified(item: unknown): item is { id: string } {
  return item !== null && typeof item === 'object' && 'id' in item && typeof item.id === 'string';
}

/** A list without ids (key modes, steps of a ladder, lines of a sizing) is one value. */
function leaves(content: unknown, path: readonly string[] = []): { field: string; value: string }[] {
  if (content === null || typeof content !== 'object' || Array.isArray(content)) {
    return [{ field: path.join('.'), value: typeof content === 'string' ? content : canonicalJson(content) }];
  }
  return Object.entries(content).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}
