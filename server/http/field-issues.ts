import type { ZodError } from 'zod';
import type { FieldIssue } from '../service-error.ts';

const MOST_ISSUES = 50;

/** Every field that does not have the shape of its schema, by its path; a field too many is named as well. */
export function fieldIssues(error: ZodError): FieldIssue[] {
  const issues = error.issues.flatMap((issue) => {
    const path = issue.path.join('.');
    if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }];
    return issue.keys.map((key) => ({
      path: path ? `${path}.${key}` : key,
      message: 'This field is not yours to send.',
    }));
  });
  return issues.slice(0, MOST_ISSUES);
}
