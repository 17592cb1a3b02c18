import { z } from 'zod';
import type { ReadChange } from './use-proposing.ts';

const Book = z.record(z.string(), z.unknown());

/** A price book from a file, under the name and from the day that stand in the form. */
export const PriceBookDraft = z.object({
  fileName: z.string(),
  book: Book.nullable(),
  version: z.string(),
  effectiveFrom: z.string(),
  why: z.string(),
});
export type PriceBookDraft = z.infer<typeof PriceBookDraft>;

export const NO_BOOK: PriceBookDraft = { fileName: '', book: null, version: '', effectiveFrom: '', why: '' };

/** What the service takes in one request, less what stands around the book. */
const MOST_BYTES = 64_000;

type ReadFile =
  | { readonly draft: Omit<PriceBookDraft, 'why'>; readonly fault: null }
  | { readonly draft: null; readonly fault: string };

/** The book in a file, or why there is none in it; whether it prices rightly is the server's to say. */
export function readBookFile(fileName: string, text: string): ReadFile {
  const book = Book.safeParse(parsed(text));
  if (!book.success)
    return { draft: null, fault: `${fileName} is no price book: it is not one object of JSON.` };
  const bytes = new TextEncoder().encode(JSON.stringify(book.data)).length;
  if (bytes > MOST_BYTES) {
    const size = `${Math.ceil(bytes / 1_000)} KB`;
    const fault = `${fileName} has ${size}, and a page can send ${MOST_BYTES / 1_000} KB. Use dealfloor price-book import.`;
    return { draft: null, fault };
  }
  const { version, effectiveFrom } = book.data;
  const draft = { fileName, book: book.data, version: textOf(version), effectiveFrom: textOf(effectiveFrom) };
  return { draft, fault: null };
}

/** The change that a draft means. */
export function readBookDraft({ book, version, effectiveFrom }: PriceBookDraft): ReadChange {
  if (!book) return { change: null, issues: [{ path: 'file', message: 'Choose a file.' }] };
  const priceBook = {
    ...book,
    version: version.trim(),
    effectiveFrom: effectiveFrom === '' ? null : effectiveFrom,
  };
  return { change: { kind: 'price-book', priceBook }, issues: null };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
