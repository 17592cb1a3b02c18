import { Day, DecimalText, parseDecimal, parseMoney } from '@dealfloor/price-book';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { type FieldIssue, UnprocessableError } from '../service-error.ts';
import type { CreditLot } from './consume-lots.ts';

const MilliCredits = DecimalText.refine((text) => parseDecimal(text).scale <= 3, {
  message: 'Credits have at most three decimals.',
}).transform((text) => {
  const { units, scale } = parseDecimal(text);
  return units * 10n ** BigInt(3 - scale);
});

const LotRow = z
  .strictObject({
    bought_on: Day,
    credits: MilliCredits.refine((milli) => milli > 0n, { message: 'A lot has credits.' }),
    usd: DecimalText,
    name: z.string().max(80).default(''),
    used_before: MilliCredits.default(0n),
  })
  .refine(({ credits, used_before }) => used_before <= credits, {
    message: 'No more can be used than there was.',
    path: ['used_before'],
  });

/** Lots of credits in CSV: `bought_on,credits,usd` and, where wanted, `name` and `used_before`. */
export function parseLots(text: string): CreditLot[] {
  const rows = readRows(text);
  const issues: FieldIssue[] = [];
  const lots = rows.flatMap((row, index): CreditLot[] => {
    const parsed = LotRow.safeParse(row);
    if (!parsed.success) {
      for (const { path, message } of parsed.error.issues) {
        issues.push({ path: `row ${index + 1}${path.length > 0 ? `, ${path.join('.')}` : ''}`, message });
      }
      return [];
    }
    const { bought_on: boughtOn, credits, usd, name, used_before } = parsed.data;
    const lot = { boughtOn, milliCredits: credits, nanoUsd: parseMoney(usd) };
    return [{ name: name || `lot of ${boughtOn}`, ...lot, usedBeforeMilliCredits: used_before }];
  });
  if (issues.length > 0) throw refused('some rows of the lots are not right.', issues);
  if (lots.length === 0) throw refused('the file of lots has no row under its heading.');
  return lots;
}

function readRows(text: string): unknown[] {
  try {
    return parse(text, { columns: true, skip_empty_lines: true, trim: true, bom: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw refused(`the file of lots is no CSV (${reason}).`);
  }
}

function refused(sentence: string, issues: readonly FieldIssue[] = []): UnprocessableError {
  return new UnprocessableError('lots-not-right', sentence, issues.slice(0, 50));
}
