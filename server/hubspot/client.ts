import { Client } from '@hubspot/api-client';
import { Request } from '@hubspot/api-client/lib/src/services/http/Request.js';

export type HubSpotRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  path: string;
  query?: Readonly<Record<string, string>>;
  body?: unknown;
};

type Connection = { baseUrl: string; accessToken: string };

/**
 * HubSpot's client builds the request; the sending is ours. Its own `apiRequest` takes no signal, and a race
 * around it leaves the socket open until the server closes it (seen on a silent server).
 */
export async function sendToHubSpot(
  connection: Connection,
  request: HubSpotRequest,
  signal: AbortSignal,
): Promise<Response> {
  const client = new Client({ accessToken: connection.accessToken, basePath: connection.baseUrl });
  const built = new Request(client.config, {
    method: request.method,
    path: request.path,
    ...(request.query && { qs: request.query }),
    ...(request.body !== undefined && { body: request.body }),
  });
  return fetch(built.getUrl(), { ...built.getSendData(), redirect: 'manual', signal });
}
