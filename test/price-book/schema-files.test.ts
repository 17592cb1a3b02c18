import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { schemaFiles } from './schema-files.ts';

describe('the JSON Schemas are what zod says today (else: node test/price-book/write-schemas.ts)', () => {
  it.each(schemaFiles())('$path', ({ path, text }) => {
    expect(readFileSync(new URL(`../../price-book/${path}`, import.meta.url), 'utf8')).toBe(text);
  });

  it('know money as text, never as a number', () => {
    for (const { text } of schemaFiles()) expect(text).not.toMatch(/"type": "number"(?!,\s+"const": 30)/);
  });
});
