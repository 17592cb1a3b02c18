import type { FieldIssue } from '../service-error.ts';
import { EXIT } from './exit-code.ts';

type Reason = 'usage' | 'refused';

/** Why a command did nothing, in a sentence, and the fields at fault where there are any. */
export class CommandError extends Error {
  readonly reason: Reason;
  readonly issues: readonly FieldIssue[];

  constructor(reason: Reason, sentence: string, issues: readonly FieldIssue[] = []) {
    super(sentence);
    this.reason = reason;
    this.issues = issues;
  }

  get exitCode() {
    return EXIT[this.reason];
  }
}
