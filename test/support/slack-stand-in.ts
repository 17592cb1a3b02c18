import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { connectSlack } from '../../server/notices/slack/connect-slack.ts';
import type { SlackPort } from '../../server/notices/slack/slack-port.ts';

export type SlackCall = {
  readonly path: string;
  readonly body: string;
  readonly headers: Record<string, unknown>;
};

type Reply = { status?: number; headers?: Record<string, string>; body?: string };

/** A Slack on this machine that keeps what it is told and answers as it is bidden; its real clients talk to it. */
export type SlackStandIn = {
  readonly port: SlackPort;
  readonly calls: SlackCall[];
  /** The next answers; after them it says ok again. */
  readonly replies: (Reply | 'hang')[];
};

export async function openSlack(deadlineMs = 2_000): Promise<SlackStandIn> {
  const calls: SlackCall[] = [];
  const replies: SlackStandIn['replies'] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    calls.push({ path: request.url ?? '', body, headers: request.headers });
    const reply = replies.shift() ?? {};
    if (reply === 'hang') return;
    const isApi = request.url?.startsWith('/api/');
    response.writeHead(reply.status ?? 200, {
      'content-type': isApi ? 'application/json' : 'text/plain',
      ...reply.headers,
    });
    response.end(reply.body ?? (isApi ? '{"ok":true}' : 'ok'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await delay(1);
  });
  const { port } = server.address() as AddressInfo;
  return { port: connectSlack({ origin: `http://127.0.0.1:${port}`, deadlineMs }), calls, replies };
}
