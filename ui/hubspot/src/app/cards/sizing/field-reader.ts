import { parseDecimal, printDecimal } from '@dealfloor/price-book';
import { parseDecimalInput, showDecimalInput } from '../words/decimal-input.ts';

/** What is wrong with which field: the path in the sizing ("lines.0.operations") and a sentence. */
export type FieldIssues = Readonly<Record<string, string>>;

export type Field = { readonly path: string; readonly label: string; readonly text: string };

/** Reads typed fields in a locale and notes what it could not read; the text itself stays as it was typed. */
export class FieldReader {
  readonly issues: Record<string, string> = {};
  readonly #locale: string;

  constructor(locale: string) {
    this.#locale = locale;
  }

  /** An amount that is never negative, as plain decimal text. */
  amount({ path, label, text }: Field): string {
    const value = this.#decimal({ path, label, text });
    if (value === null) return '0';
    const tooLong = !/^\d{1,12}(\.\d{1,12})?$/.test(value);
    return value.startsWith('-') || tooLong ? this.#refuse(path, `${label} must be 0 or more.`, '0') : value;
  }

  /** A percentage as a ratio text: "7.25" is "0.0725". */
  percent({ path, label, text }: Field, least: number, most: number): string {
    const value = this.#decimal({ path, label, text });
    if (value === null) return '0';
    const negative = value.startsWith('-');
    const { units, scale } = parseDecimal(negative ? value.slice(1) : value);
    const isInside = Number(value) >= least && Number(value) <= most && scale <= 10;
    if (!isInside) return this.#refuse(path, `${label} must be ${this.#range(least, most)}.`, '0');
    return `${negative ? '-' : ''}${printDecimal(units, scale + 2)}`;
  }

  /** A whole number inside its limits. */
  count({ path, label, text }: Field, least: number, most: number): number {
    const value = this.#decimal({ path, label, text });
    if (value === null) return least;
    const count = Number(value);
    const isInside = /^\d+$/.test(value) && count >= least && count <= most;
    if (isInside) return count;
    return this.#refuse(path, `${label} must be a whole number, ${this.#range(least, most)}.`, least);
  }

  #decimal({ path, label, text }: Field): string | null {
    const value = parseDecimalInput(text, this.#locale);
    if (value !== null) return value;
    const example = showDecimalInput('1254.62', this.#locale);
    return this.#refuse(path, `${label} must be a number, like ${example}.`, null);
  }

  #range(least: number, most: number): string {
    const show = (value: number) => showDecimalInput(String(value), this.#locale);
    return `${show(least)} to ${show(most)}`;
  }

  #refuse<T>(path: string, sentence: string, value: T): T {
    this.issues[path] ??= sentence;
    return value;
  }
}
