import type { ApiProblem } from '../../http/api-problem.ts';

/** What is wrong with one field, by its path in the form. */
export type FieldIssue = { readonly path: string; readonly message: string };

/** What the server refused, by the fields of the form; a name that is taken is the fault of its field too. */
export function issuesOf(problem: ApiProblem | null, prefix: string): readonly FieldIssue[] {
  if (!problem) return [];
  if (problem.code === 'version-is-taken') return [{ path: 'version', message: problem.message }];
  return problem.issues.map(({ path, message }) => ({
    path: path.startsWith(prefix) ? path.slice(prefix.length) : path,
    message,
  }));
}

/** The sentence at a field; what is wrong inside a list stands at the list. */
export function issueAt(issues: readonly FieldIssue[], field: string): string | undefined {
  return issues.find(({ path }) => path === field || path.startsWith(`${field}.`))?.message;
}

/** The sentence about a list as a whole, not about one of its rows. */
export function issueOfList(issues: readonly FieldIssue[], field: string): string | undefined {
  return issues.find(({ path }) => path === field)?.message;
}
