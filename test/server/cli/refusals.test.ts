import { describe, expect, test } from 'vitest';
import { createFolder, dealfloor } from './run-command.ts';
import { sizingOf, writeSizing } from './sizing-files.ts';

const TERMS = ['--book', '2026-11-01', '--policy', '2026-11-01'];
const plain = JSON.stringify(sizingOf('D-1001'));

const FILES: [string, string, string][] = [
  ['bad JSON', '{"plan": ', 'the file is no JSON'],
  ['nothing at all', '', 'the file is no JSON'],
  ['NaN', plain.replace('"termMonths":12', '"termMonths":NaN'), 'the file is no JSON'],
  ['a byte-order mark', `\uFEFF${plain}`, 'The file starts with a byte-order mark.'],
  ['a key named twice', plain.replace('{', '{"plan":"team",'), 'The file names a key twice.'],
  [
    'a key named twice in two spellings',
    plain.replace('{', '{"pl\\u0061n":"team",'),
    'The file names a key twice.',
  ],
  ['deep nesting', '['.repeat(100), 'The file is nested too deeply.'],
  ['too many bytes', ' '.repeat(65_537), 'a sizing may have 65536 bytes.'],
  ['an absurd volume', plain.replace('6500', '1e999'), 'lines.0.operations: '],
  ['an absurd term', plain.replace('"termMonths":12', '"termMonths":1e6'), 'termMonths: '],
  ['half a call', plain.replace('6500', '0.5'), 'lines.0.operations: '],
  ['a list', '[]', '(the whole): '],
  ['a field too many', plain.replace('{', '{"margin":"0.9",'), 'margin: This field is not yours to send.'],
  ['an unknown plan', plain.replace('"team"', '"gold"'), 'plan: The price book has no such plan.'],
  [
    'an unknown endpoint',
    plain.replace('/user-posts/', '/nope/'),
    'lines.1.endpoint: The price book has no such endpoint.',
  ],
];

describe('a file that is refused', () => {
  test.each(FILES)('%s: a sentence, exit 3, no stack', async (_name, content, sentence) => {
    const folder = createFolder();
    const file = writeSizing(folder, content);
    const { exitCode, out, err } = await dealfloor(['estimate', file, ...TERMS], { folder });
    expect([exitCode, out]).toEqual([3, '']);
    expect(err).toMatch(/^refused: deal\.json: /);
    expect(err).toContain(sentence);
    expect(err).not.toMatch(/\n\s+at |Error:/);
  });

  test('bytes that are not UTF-8 are refused', async () => {
    const folder = createFolder();
    const words = ['estimate', '/proc/self/exe', ...TERMS];
    expect((await dealfloor(words, { folder })).exitCode).toBe(3);
  });

  test('every field at fault is named, and --json says the same as HTTP', async () => {
    const folder = createFolder();
    const file = writeSizing(folder, sizingOf('D-1001', { termMonths: 0, discount: '2', currency: 'usd' }));
    const { exitCode, out, err } = await dealfloor(['estimate', file, ...TERMS, '--json'], { folder });
    const problem = JSON.parse(out);
    expect([exitCode, err]).toEqual([3, '']);
    expect(problem).toMatchObject({ code: 'refused', message: expect.stringContaining('some fields') });
    expect(problem.issues.map(({ path }: { path: string }) => path).sort()).toEqual([
      'currency',
      'discount',
      'termMonths',
    ]);
  });

  test('an endless file is cut off', async () => {
    const folder = createFolder();
    const { exitCode, err } = await dealfloor(['estimate', '/dev/zero', ...TERMS], { folder });
    expect([exitCode, err]).toEqual([3, 'refused: /dev/zero: a sizing may have 65536 bytes.\n']);
  });
});

const WRONG: [string, string[], string][] = [
  [
    'no such file',
    ['estimate', 'missing.json'],
    'missing.json cannot be read: there is no such file or folder.',
  ],
  ['a folder', ['estimate', '/tmp'], '/tmp cannot be read: it is a folder.'],
  ['no file', ['estimate'], "missing required argument 'file'"],
  [
    'no such book',
    ['estimate', 'deal.json', '--book', '1999'],
    'There is no price book 1999. There are: 2026-08-01,',
  ],
  [
    'no such policy',
    ['estimate', 'deal.json', '--policy', 'x'],
    'There is no policy x. There are: 2026-11-01.',
  ],
  ['half an account', ['estimate', 'deal.json', '--comparable', '1.5'], 'Write a whole number, like 6.'],
  ['no accounts', ['estimate', 'deal.json', '--comparable', '-1'], 'Write a whole number, like 6.'],
  ['an unknown flag', ['estimate', 'deal.json', '--bok', '1'], '(Did you mean --book?)'],
  ['an unknown command', ['estmate', 'deal.json'], '(Did you mean estimate?)'],
  ['an unknown second command', ['price-book', 'lst'], '(Did you mean list?)'],
];

describe('a command called wrongly', () => {
  test.each(WRONG)('%s: a sentence and exit 2', async (_name, words, sentence) => {
    const folder = createFolder();
    writeSizing(folder, sizingOf('D-1001'));
    const { exitCode, out, err } = await dealfloor(words, { folder });
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toContain(sentence);
    expect(err).not.toMatch(/\n\s+at /);
  });
});
