import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL } from '../../../server/demo/demo-deals.ts';
import { startServerProcess } from '../../support/server-process.ts';
import { newKey } from '../../support/sign-off-steps.ts';
import { openWorld } from '../../support/world.ts';

const SAVES = 12;

function canTrace(): boolean {
  try {
    execFileSync('strace', ['-o', '/dev/null', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    process.stdout.write(
      'strace is not here or may not trace: the order of fsync and answer is not looked at.\n',
    );
    return false;
  }
}

type Event = 'log-written' | 'synced' | 'answered';

/** What matters of a trace, in its order: bytes into the write-ahead log, its sync, a 201 on its way out. */
function eventsOf(trace: string): Event[] {
  const events: Event[] = [];
  for (const line of trace.split('\n')) {
    if (/pwrite64\(\d+<[^>]*-wal>/.test(line)) events.push('log-written');
    else if (/f(data)?sync\(\d+<[^>]*-wal>/.test(line)) events.push('synced');
    else if (/HTTP\/1\.1 201/.test(line)) events.push('answered');
  }
  return events;
}

test.skipIf(!canTrace())(
  'no save is answered before its bytes are on the disk',
  async () => {
    const world = await openWorld();
    const output = join(dirname(world.file), 'trace');
    const calls = 'trace=pwrite64,fsync,fdatasync,write,writev,sendto,sendmsg';
    const before = ['strace', '-f', '-y', '-s', '24', '-e', calls, '-o', output];
    const server = await startServerProcess({ file: world.file, sandboxUrl: world.sandbox.url, before });
    const headers = { 'content-type': 'application/json', 'x-demo-person': TOM.userId };
    for (let save = 0; save < SAVES; save += 1) {
      const body = JSON.stringify({ idempotencyKey: newKey(), sizing: KESTREL.sizing });
      const url = `${server.url}/api/v1/deals/${KESTREL.id}/estimates`;
      const answer = await fetch(url, { method: 'POST', headers, body });
      expect(answer.status, await answer.text()).toBe(201);
    }
    process.kill(tracedChild(server.child.pid ?? 0), 'SIGTERM');
    await new Promise((resolve) => server.child.once('exit', resolve));
    const events = eventsOf(readFileSync(output, 'utf8'));
    expect(events.filter((event) => event === 'answered')).toHaveLength(SAVES);
    const early = events.filter((event, at) => {
      const written = events.lastIndexOf('log-written', at);
      return event === 'answered' && (written < 0 || events.lastIndexOf('synced', at) < written);
    });
    expect(early).toEqual([]);
  },
  60_000,
);

/** strace passes no signal on; the service is its only child. */
function tracedChild(parent: number): number {
  return Number(readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').trim().split(' ')[0]);
}
