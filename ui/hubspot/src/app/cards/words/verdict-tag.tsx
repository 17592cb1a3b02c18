import { VERDICT_NAMES, type VerdictWord } from '@dealfloor/price-book';
import { StatusTag, type StatusTagProps } from '@hubspot/ui-extensions';

const VARIANTS: Record<VerdictWord, NonNullable<StatusTagProps['variant']>> = {
  clear: 'success',
  thin: 'info',
  sign_off: 'warning',
  loss: 'danger',
  unknown: 'default',
};

/** Trial and free plans have no word: they are a sales cost. */
export function verdictName(word: VerdictWord | null): string {
  return word === null ? 'Sales cost' : VERDICT_NAMES[word];
}

export function VerdictTag({
  word,
  name = verdictName(word),
  suffix = '',
  testId = 'verdict-word',
}: {
  word: VerdictWord | null;
  name?: string;
  suffix?: string;
  testId?: string;
}) {
  return (
    <StatusTag
      testId={testId}
      variant={word === null ? 'default' : VARIANTS[word]}
      hollow={word === 'thin' || word === null}
    >
      {`${name}${suffix}`}
    </StatusTag>
  );
}
