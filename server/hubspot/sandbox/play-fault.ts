import type { ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { createMiddleware } from 'hono/factory';
import { type Fault, takeFault } from './fault.ts';
import type { SandboxContext, SandboxEnv } from './sandbox-context.ts';
import { portalOfToken, type SandboxState } from './state.ts';

const gatewayPage =
  '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';

/** Stands before everything HubSpot would do, so that a fault can come with or without the effect. */
export function playFaults(state: SandboxState) {
  return createMiddleware<SandboxEnv>(async (c, next) => {
    const token = c.req.header('authorization')?.slice('Bearer '.length);
    const portalId = token === undefined ? null : (portalOfToken(state, token)?.portalId ?? null);
    const fault = takeFault(state.faults, { method: c.req.method, path: c.req.path, portalId });
    if (fault === null) return next();
    c.header('x-dealfloor-fault', fault.kind);
    if (fault.kind === 'fail-after-commit' || fault.kind === 'reset-after-commit') await next();
    const answer = await play(c, fault);
    // Hono keeps the first answer's headers unless the answer is taken away first.
    c.res = undefined;
    c.res = answer;
    return undefined;
  });
}

async function play(c: SandboxContext, fault: Fault['fault']): Promise<Response> {
  switch (fault.kind) {
    case 'status':
      return statusAnswer(
        fault.status,
        fault.body ?? { status: 'error', message: 'internal error' },
        fault.headers,
      );
    case 'html':
      return statusAnswer(200, gatewayPage, { 'content-type': 'text/html; charset=utf-8' });
    case 'fail-after-commit':
      return statusAnswer(fault.status, gatewayPage, { 'content-type': 'text/html; charset=utf-8' });
    case 'hang':
      return new Promise(() => {});
    case 'reset':
    case 'reset-after-commit':
      outgoing(c).socket?.resetAndDestroy();
      return RESPONSE_ALREADY_SENT;
    case 'half-body':
    case 'stalled-body':
      startBody(outgoing(c), fault.kind === 'half-body');
      return RESPONSE_ALREADY_SENT;
  }
}

function statusAnswer(status: number, body: unknown, headers: Record<string, string>): Response {
  const isText = typeof body === 'string';
  const type = isText ? 'text/plain; charset=utf-8' : 'application/json;charset=utf-8';
  return new Response(isText ? body : JSON.stringify(body), {
    status,
    headers: { 'content-type': type, ...headers },
  });
}

function startBody(response: ServerResponse, isCut: boolean): void {
  response.writeHead(200, {
    'content-type': 'application/json;charset=utf-8',
    'content-length': '4096',
    'x-dealfloor-sandbox': '1',
  });
  response.write('{"id":"1","properties":{', () => {
    if (isCut) response.socket?.destroy();
  });
}

function outgoing(c: SandboxContext): ServerResponse {
  const response = c.env.outgoing;
  if (!response || !('socket' in response) || !('writeHead' in response)) {
    throw new Error('this fault needs a socket: start the sandbox with startSandbox');
  }
  return asServerResponse(response);
}

/** The sandbox is only ever served over HTTP/1.1, where the answer is a ServerResponse. */
function asServerResponse(response: object): ServerResponse {
  return response as ServerResponse;
}
