import { type Conditions, parseDecimal, printDecimal } from '@dealfloor/price-book';

export type ConditionKind = keyof Conditions;

/** A condition that an approver can ask for, and what has to be filled in for it. */
export type ConditionField = {
  readonly kind: ConditionKind;
  readonly label: string;
  readonly input: { readonly label: string; readonly type: 'whole' | 'day' | 'percent' | 'text' } | null;
};

export const CONDITION_FIELDS: readonly ConditionField[] = [
  {
    kind: 'usageCapCallsPerMonth',
    label: 'Usage cap',
    input: { label: 'Calls a month, at most', type: 'whole' },
  },
  { kind: 'overageClause', label: 'Overage clause', input: null },
  { kind: 'repriceAtMonth', label: 'Re-price', input: { label: 'At month', type: 'whole' } },
  { kind: 'ownKeyBy', label: 'Own key', input: { label: 'By', type: 'day' } },
  {
    kind: 'discountAtMost',
    label: 'Maximum discount',
    input: { label: 'Percent, at most', type: 'percent' },
  },
  { kind: 'annualPrepay', label: 'Annual prepay', input: null },
  { kind: 'other', label: 'Other', input: { label: 'What else', type: 'text' } },
];

const WHOLE = /^\d{1,15}$/;
const PERCENT = /^\d{1,3}([.,]\d{1,2})?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A whole number as people type it, thousands separated or not; null when it is none. */
export function readWhole(text: string): number | null {
  const digits = text.trim().replace(/[\s.,'’]/g, '');
  const number = Number(digits);
  return WHOLE.test(digits) && number >= 1 ? number : null;
}

/** A percentage as the exact share it means: "12.5" is "0.125"; null when it is none. */
export function readPercent(text: string): string | null {
  const typed = text.trim().replace(/\s*%$/, '');
  if (!PERCENT.test(typed)) return null;
  const { units, scale } = parseDecimal(typed.replace(',', '.'));
  const share = printDecimal(units, scale + 2);
  return Number(share) <= 1 ? share : null;
}

export function readDay(text: string): string | null {
  return DAY.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) ? text : null;
}
