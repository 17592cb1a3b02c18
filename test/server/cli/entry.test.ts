import { describe, expect, test } from 'vitest';
import { createFolder, dealfloor, ENTRY, run, shellPath } from './run-command.ts';
import { sizingOf, writeSizing } from './sizing-files.ts';

const ESCAPE = String.fromCharCode(27);
const COMMANDS = [
  ['estimate'],
  ['price-book'],
  ['price-book', 'list'],
  ['price-book', 'show'],
  ['price-book', 'verify'],
  ['verify'],
  ['serve'],
  ['init'],
  ['people'],
  ['people', 'add'],
  ['people', 'list'],
];

describe('the entry', () => {
  test.each(COMMANDS)('%s %s explains itself with examples and exits 0', async (...words) => {
    const folder = createFolder();
    const { exitCode, out, err } = await dealfloor([...words, '--help'], { folder });
    expect([exitCode, err]).toEqual([0, '']);
    expect(out).toMatch(/Examples:\n {2}\$ dealfloor|Examples:\n {2}\$ DEALFLOOR/);
  });

  test('alone it says what there is, and exits 2', async () => {
    const folder = createFolder();
    const { exitCode, err } = await dealfloor([], { folder });
    expect(exitCode).toBe(2);
    for (const [command = ''] of COMMANDS) expect(err).toContain(`  ${command}`);
  });

  test('what goes into a pipe has no escape codes', async () => {
    const folder = createFolder();
    const file = writeSizing(folder, sizingOf('D-1004'));
    const { out } = await dealfloor(['estimate', file, '--book', '2026-11-01'], { folder });
    expect(out).toContain('▲ Sign-off');
    expect(out).not.toContain(ESCAPE);
  });

  test('a terminal gets styles, and under NO_COLOR it gets none', async (context) => {
    const folder = createFolder();
    const command = `${process.execPath} ${ENTRY} price-book list`;
    const onTerminal = (environment: Record<string, string>) =>
      run('script', ['-qec', command, '/dev/null'], {
        folder,
        environment: { TERM: 'xterm', ...environment },
      });
    const styled = await onTerminal({}).catch(() => null);
    if (!styled) return context.skip('the program "script" is not on this machine');
    expect(styled.out).toContain(`${ESCAPE}[1m`);
    expect((await onTerminal({ NO_COLOR: '1' })).out).not.toContain(ESCAPE);
  });

  test('an environment that is not right is told by the names of its variables', async () => {
    const folder = createFolder();
    const { exitCode, err } = await dealfloor(['verify'], { folder, environment: { PORT: 'secret' } });
    expect([exitCode, err]).toEqual([2, 'dealfloor: These environment variables are not right: PORT.\n']);
  });

  test('an old Node is told so in a sentence, with exit 2', async (context) => {
    const folder = createFolder();
    const environment = { PATH: shellPath() };
    const version = await run('/usr/bin/env', ['node', '--version'], { folder, environment });
    const major = Number(/^v(\d+)/.exec(version.out)?.[1] ?? 24);
    if (major >= 24) return context.skip(`the shell's own node is ${version.out.trim() || 'not there'}`);
    const { exitCode, out, err } = await run('/usr/bin/env', ['node', ENTRY, 'verify'], {
      folder,
      environment,
    });
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toMatch(/^Dealfloor needs Node 24\.15 or newer; this is v\d+\.\d+\.\d+\. .*\n$/);
  });
});
