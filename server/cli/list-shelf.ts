import { PriceBook } from '@dealfloor/price-book';
import { contentHash } from '../audit/canonical-json.ts';
import { liveOn } from './bundled-terms.ts';
import { CommandError } from './command-error.ts';
import { paint } from './say.ts';
import type { StoredTerms } from './stored-terms.ts';
import { tableLines } from './text-table.ts';

/** A price book as it lies in the bundle, or on the shelf of a portal. */
export type ShelfEntry = {
  readonly version: string;
  readonly effectiveFrom: string | null;
  readonly state: 'live' | 'scheduled' | 'past' | 'draft';
  readonly place: string;
  readonly hash: string;
  readonly note: string;
};

/** The bundled books, then those of each portal; what is live is said for each place by itself. */
export function listShelf(
  bundled: readonly PriceBook[],
  stored: readonly StoredTerms[],
  day: string,
): ShelfEntry[] {
  const portals = [...new Set(stored.map(({ portalId }) => portalId))];
  return [
    ...entriesOf(bundled, 'bundled', day),
    ...portals.flatMap((portalId) =>
      entriesOf(storedBooks(stored.filter((row) => row.portalId === portalId)), `portal ${portalId}`, day),
    ),
  ];
}

function entriesOf(books: readonly PriceBook[], place: string, day: string): ShelfEntry[] {
  const live = liveOn(books, day);
  return books.map((book) => {
    const { version, effectiveFrom, note } = book;
    return { version, effectiveFrom, state: stateOf(book, live, day), place, hash: contentHash(book), note };
  });
}

function stateOf({ version, effectiveFrom }: PriceBook, live: PriceBook | null, day: string) {
  if (version === live?.version) return 'live';
  if (effectiveFrom === null) return 'draft';
  return effectiveFrom > day ? 'scheduled' : 'past';
}

/** What cannot be read as a price book is left to `price-book verify`, which says why. */
function storedBooks(stored: readonly StoredTerms[]): PriceBook[] {
  return stored
    .filter(({ kind }) => kind === 'price book')
    .flatMap(({ text }) => {
      const book = PriceBook.safeParse(parseOrNull(text));
      return book.success ? [book.data] : [];
    });
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The price book of a version: a database is the truth about its own shelves, the bundle about what it lacks. */
export function findPriceBook(
  version: string,
  bundled: readonly PriceBook[],
  stored: readonly StoredTerms[],
): PriceBook {
  const books = [...storedBooks(stored), ...bundled];
  const book = books.find((candidate) => candidate.version === version);
  if (book) return book;
  const versions = [...new Set(books.map((candidate) => candidate.version))].join(', ');
  throw new CommandError('usage', `There is no price book ${version}. There are: ${versions}.`);
}

/** The shelf as a table. */
export function shelfLines(entries: readonly ShelfEntry[]): string[] {
  const columns = ['Version', 'From', 'State', 'Place', 'Hash', 'Note'].map((heading) => ({
    heading,
    align: 'left' as const,
  }));
  const rows = entries.map(({ version, effectiveFrom, state, place, hash, note }) => [
    version,
    effectiveFrom ?? '–',
    state,
    place,
    hash.slice(0, 12),
    note,
  ]);
  const [head = '', ...lines] = tableLines(columns, rows);
  return [paint('bold', head), ...lines];
}
