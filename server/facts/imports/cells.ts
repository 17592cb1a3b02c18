import { addDays } from '../../clock.ts';
import { RowFault } from './row-fault.ts';

/** One row of a file by the names of our columns; null is a column that the file does not have. */
export type Cells = { readonly row: number; get(column: string): string | null };

/** Counts the cells that held more decimals than we keep. */
export type Rounding = { rounded: number };

/** SQLite's and PostgreSQL's largest whole number would hold more, but their sums would not. */
const MOST = 10n ** 16n;
const PLAIN = /^\d{1,18}$/;
const NUMBER = /^(\d{1,24})(?:\.(\d{1,40}))?(?:e([+-]?\d{1,2}))?$/i;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
/** Ours has no account, endpoint or version with a control character in it. */
const UNPRINTABLE = /\p{C}/u;
const LONGEST_TEXT = 200;

/** A cell that has to say something: no longer than 200 characters, all of them printable. */
export function readText(cells: Cells, column: string): string {
  const text = unescaped(cells.get(column) ?? '');
  if (text === '') throw new RowFault(cells.row, `${column} is empty`);
  if (text.length > LONGEST_TEXT)
    throw new RowFault(cells.row, `${column} is longer than ${LONGEST_TEXT} characters`);
  if (UNPRINTABLE.test(text))
    throw new RowFault(cells.row, `${column} holds a character that cannot be printed`);
  return text;
}

/** A cell that may be empty or absent. */
export function readOptionalText(cells: Cells, column: string): string | null {
  return (cells.get(column) ?? '') === '' ? null : readText(cells, column);
}

/** An id of ours to be stored: what carries a query, or looks like an address, is refused and not repeated. */
export function readId(cells: Cells, column: string): string {
  const text = readText(cells, column);
  if (/[?@]/.test(text)) {
    throw new RowFault(
      cells.row,
      `${column} looks personal (it has a query string, a handle or an e-mail in it)`,
    );
  }
  return text;
}

/** One of a few words. */
export function readWord<Word extends string>(cells: Cells, column: string, words: readonly Word[]): Word {
  const text = readText(cells, column);
  const word = words.find((candidate) => candidate === text.toLowerCase());
  if (word === undefined)
    throw new RowFault(cells.row, `${column} is "${text}"; it may be ${words.join(', ')}`);
  return word;
}

/** A UTC day, like 2026-11-20. */
export function readDay(cells: Cells, column: string): string {
  const text = readText(cells, column);
  if (!DAY.test(text) || !isDay(text)) {
    throw new RowFault(cells.row, `${column} is "${text}"; write a UTC day like 2026-11-20`);
  }
  return text;
}

/** A day that is over: what it cost or earned is known. */
export function readPastDay(cells: Cells, column: string, today: string): string {
  const day = readDay(cells, column);
  if (day >= today)
    throw new RowFault(cells.row, `${column} ${day} is not over yet (a day ends at midnight UTC)`);
  return day;
}

/** The same few days stand in row after row. */
const daysRead = new Set<string>();

function isDay(text: string): boolean {
  if (daysRead.has(text)) return true;
  if (!isOfCalendar(text)) return false;
  daysRead.add(text);
  return true;
}

function isOfCalendar(text: string): boolean {
  const moment = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(moment) && addDays(text, 0) === text && text >= '2000-01-01';
}

/** Decimal text in base units of 10^-places, exact; what has more decimals is rounded half-even and counted. */
export function readDecimal(cells: Cells, column: string, places: number, rounding: Rounding): bigint {
  const { units, scale } = numberIn(cells, column);
  if (scale <= places) return withinLimit(cells, column, units * 10n ** BigInt(places - scale));
  const divisor = 10n ** BigInt(scale - places);
  const quotient = units / divisor;
  const rest = units % divisor;
  if (rest === 0n) return withinLimit(cells, column, quotient);
  rounding.rounded += 1;
  const isUp = rest * 2n > divisor || (rest * 2n === divisor && quotient % 2n === 1n);
  return withinLimit(cells, column, isUp ? quotient + 1n : quotient);
}

/** A whole number; 12.0 is one, as pandas writes it. */
export function readWhole(cells: Cells, column: string): bigint {
  const { units, scale } = numberIn(cells, column);
  const divisor = scale <= 0 ? 1n : 10n ** BigInt(scale);
  if (units % divisor !== 0n) {
    throw new RowFault(cells.row, `${column} is ${cells.get(column)}; it must be a whole number`);
  }
  return withinLimit(cells, column, scale <= 0 ? units * 10n ** BigInt(-scale) : units / divisor);
}

/** USD in nano-dollars. */
export function readAmount(cells: Cells, column: string, rounding: Rounding): bigint {
  return readDecimal(cells, column, 9, rounding);
}

/** USD in nano-dollars, where "unknown" is an amount that nobody knows. Empty is refused: it might mean zero. */
export function readKnownAmount(cells: Cells, column: string, rounding: Rounding): bigint | null {
  return cells.get(column)?.toLowerCase() === 'unknown' ? null : readAmount(cells, column, rounding);
}

function numberIn(cells: Cells, column: string): { units: bigint; scale: number } {
  const text = cells.get(column) ?? '';
  if (PLAIN.test(text)) return { units: BigInt(text), scale: 0 };
  const match = NUMBER.exec(text);
  if (!match) throw new RowFault(cells.row, `${column} ${whyNoNumber(text)}`);
  const [, whole = '', fraction = '', exponent = '0'] = match;
  return { units: BigInt(whole + fraction), scale: fraction.length - Number(exponent) };
}

function whyNoNumber(text: string): string {
  if (text === '') return 'is empty (what is unknown is not zero)';
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  if (/^-\d/.test(text)) return `is negative: ${shown}`;
  return `is no plain number: "${shown}"`;
}

function withinLimit(cells: Cells, column: string, value: bigint): bigint {
  if (value > MOST) throw new RowFault(cells.row, `${column} is too large: ${cells.get(column)}`);
  return value;
}

/** What our own exports put before a cell that a spreadsheet would take for a formula is taken off again. */
function unescaped(text: string): string {
  return /^'+[=+\-@\t\r＝＋－＠]/.test(text) ? text.slice(1) : text;
}
