import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

export type Shot = {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
};
export type Hit = { readonly status: number; readonly milliseconds: number; readonly text: string };

/** A client with so many connections that are kept open. */
export type Client = { fire(shot: Shot): Promise<Hit>; close(): void };

export function createClient(port: number, connections: number): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    fire: (shot) => fire(agent, port, shot),
    close: () => agent.destroy(),
  };
}

/** A server may close a connection that was idle just as it is used again; such a request was never begun. */
function fire(agent: Agent, port: number, { method, path, headers, body }: Shot): Promise<Hit> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const sent = request({ agent, host: '127.0.0.1', port, method, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const milliseconds = performance.now() - started;
        resolve({ status: response.statusCode ?? 0, milliseconds, text: Buffer.concat(chunks).toString() });
      });
    });
    sent.once('error', (error) => {
      if (sent.reusedSocket) resolve(fire(agent, port, { method, path, headers, body }));
      else reject(error);
    });
    sent.end(body);
  });
}

/** As many requests at once as there are workers, each waiting for its answer before the next: it saturates a server. */
export async function saturate(
  workers: number,
  shots: number,
  shoot: (worker: number, turn: number) => Promise<Hit>,
): Promise<Hit[]> {
  const hits: Hit[] = [];
  const each = Math.ceil(shots / workers);
  const work = async (worker: number) => {
    for (let turn = 0; turn < each; turn += 1) hits.push(await shoot(worker, turn));
  };
  await Promise.all(Array.from({ length: workers }, (_unused, worker) => work(worker)));
  return hits;
}

/** One request every so many milliseconds, whether or not the one before was answered: what people do. */
export async function pace(everyMs: number, shots: number, shoot: () => Promise<Hit>): Promise<Hit[]> {
  const started = performance.now();
  const pending: Promise<Hit>[] = [];
  while (pending.length < shots) {
    const due = Math.floor((performance.now() - started) / everyMs);
    while (pending.length < Math.min(due, shots)) pending.push(shoot());
    await delay(1);
  }
  return Promise.all(pending);
}
