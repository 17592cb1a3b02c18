import { expect, test } from 'vitest';
import { openConsole } from './open-console.tsx';
import { answer } from './stand-in/answers.ts';
import { createConsoleServer } from './stand-in/console-server.ts';

const BYPASS = {
  dealId: '1004',
  dealName: 'Kestrel <b>Monitoring</b>',
  wonAt: '2026-11-19T10:14:00.000Z',
  wonBy: 'a workflow',
  status: 'waiting',
  verdict: 'sign_off',
  foundAt: '2026-11-19T10:15:00.000Z',
};

function withBypasses(bypasses: readonly unknown[]) {
  const server = createConsoleServer();
  const send = async (request: Request) =>
    new URL(request.url).pathname.endsWith('/bypasses') ? answer({ bypasses }) : server.send(request);
  return openConsole({ server: { ...server, send } });
}

test('below the queue stands what was won without approval: by whom, and how it stood', async () => {
  const { findAllByTestId } = withBypasses([
    { ...BYPASS, isClearedSince: false },
    { ...BYPASS, dealId: '1', dealName: 'Tidewater', status: 'rejected', isClearedSince: true },
  ]);
  const [first, second] = await findAllByTestId('bypass');
  expect(first?.textContent).toMatch(
    /^Kestrel <b>Monitoring<\/b>, won .* by a workflow\. Its sign-off was still waiting\.$/,
  );
  expect(second?.textContent).toContain('Finance had rejected it. It has been cleared since.');
});

test('nothing to tell is not told, and a list that cannot be read leaves the queue alone', async () => {
  const empty = withBypasses([]);
  expect((await empty.findAllByTestId('queue-row')).length).toBeGreaterThan(0);
  expect(empty.queryByTestId('bypasses')).toBeNull();
  empty.unmount();
  const broken = openConsole();
  expect((await broken.findAllByTestId('queue-row')).length).toBeGreaterThan(0);
  expect(broken.queryByTestId('bypasses')).toBeNull();
});
