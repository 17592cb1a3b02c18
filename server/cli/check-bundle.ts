import { diskFiles } from '../files.ts';
import { bundledFiles } from '../price-books/import-files.ts';
import { checkTerms, mergeChecks, type TermsCheck, type TermsKind } from './check-terms.ts';

/** Checks the price books and policies that come with the project. */
export function checkBundle(): TermsCheck {
  return mergeChecks([
    ...bundledFiles(diskFiles, 'books').map(({ name, text }) => checkFile('price book', name, text)),
    ...bundledFiles(diskFiles, 'policies').map(({ name, text }) => checkFile('policy', name, text)),
  ]);
}

/** Checks one file: its schema, and that it is named after its version. */
export function checkFile(kind: TermsKind, name: string, text: string): TermsCheck {
  const check = checkTerms(kind, name, text);
  const [found] = check.versions;
  if (!found || name.endsWith(`/${found.version}.json`)) return check;
  const finding = {
    where: name,
    sentence: `it holds version ${found.version}; a file is named after its version.`,
  };
  return { ...check, findings: [...check.findings, finding] };
}
