import { Policy, PriceBook } from '@dealfloor/price-book';
import { contentHash } from '../audit/canonical-json.ts';
import { fieldIssues } from '../http/field-issues.ts';
import type { Finding } from './finding.ts';

export type TermsKind = 'price book' | 'policy';

/** One version of a price book or a policy, where it lies, and the hash of its content. */
export type CheckedVersion = {
  readonly kind: TermsKind;
  readonly where: string;
  readonly version: string;
  readonly hash: string;
};
export type TermsCheck = {
  readonly versions: readonly CheckedVersion[];
  readonly findings: readonly Finding[];
};

const SCHEMAS = { 'price book': PriceBook, policy: Policy } as const;

/** Checks a price book or a policy as text against its schema. */
export function checkTerms(kind: TermsKind, where: string, text: string): TermsCheck {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return { versions: [], findings: [{ where, sentence: 'it is no JSON.' }] };
  }
  const parsed = SCHEMAS[kind].safeParse(body);
  if (parsed.success) {
    const { version } = parsed.data;
    return { versions: [{ kind, where, version, hash: contentHash(parsed.data) }], findings: [] };
  }
  const findings = fieldIssues(parsed.error).map(({ path, message }) => ({
    where,
    sentence: `${path || 'the whole'}: ${message}`,
  }));
  return { versions: [], findings };
}

/** Several checks as one. */
export function mergeChecks(checks: readonly TermsCheck[]): TermsCheck {
  return {
    versions: checks.flatMap(({ versions }) => versions),
    findings: checks.flatMap(({ findings }) => findings),
  };
}
