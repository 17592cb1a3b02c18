import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { vectorFiles } from './vector-files.ts';

const CHECKER = fileURLToPath(new URL('check_vectors.py', import.meta.url));
const hasPython = spawnSync('python3', ['--version']).status === 0;

describe('the golden vectors', () => {
  it.each(vectorFiles())(
    '$path is what the price book says today (else: node test/price-book/write-vectors.ts)',
    (file) => {
      expect(readFileSync(new URL(`../../price-book/${file.path}`, import.meta.url), 'utf8')).toBe(file.text);
    },
  );

  it.skipIf(!hasPython)(
    'a second implementation, in Python, agrees to the nano-dollar (skipped without python3)',
    () => {
      const { status, stdout, stderr } = spawnSync('python3', [CHECKER], { encoding: 'utf8' });
      expect(stderr).toBe('');
      expect(stdout).toMatch(/^\d+ vectors agree to the nano-dollar\n$/);
      expect(status).toBe(0);
    },
  );

  it.skipIf(!hasPython)('and it would notice one nano-dollar', () => {
    const { status, stderr } = spawnSync('python3', [CHECKER, '--off-by-one'], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toContain('differs');
  });
});
