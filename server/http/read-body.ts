import type { MiddlewareHandler } from 'hono';
import { ServiceError } from '../service-error.ts';
import type { AppEnv } from './app-env.ts';
import { scanJson } from './scan-json.ts';

export const MOST_BYTES = 65_536;
/** What machines send a thousand or a hundred at once is longer than anything a person sends. */
const MORE_BYTES = new Map([
  ['/api/v1/usage-events', 1_048_576],
  ['/hubspot/webhooks', 1_048_576],
]);
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The one reader of bodies: the raw bytes first, as they were signed, then one scan, then JSON. Later readers get the
 * same text and what it was parsed to, so that nothing is read that was not looked at.
 */
export const readBody: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') {
    c.set('rawBody', new Uint8Array());
    return next();
  }
  const bytes = new Uint8Array(await readLimited(c.req.raw, MORE_BYTES.get(c.req.path) ?? MOST_BYTES));
  c.set('rawBody', bytes);
  return next();
};

/** After the signature: the bytes as JSON. */
export const parseBody: MiddlewareHandler<AppEnv> = async (c, next) => {
  const bytes = c.get('rawBody');
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
  const text = decode(bytes);
  const fault = scanJson(text);
  if (fault) throw new ServiceError(400, 'malformed-json', fault);
  const body = parse(text);
  Object.assign(c.req.bodyCache, { text: Promise.resolve(text) });
  Object.assign(c.req, { json: async () => body });
  return next();
};

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ServiceError(400, 'malformed-json', 'The body is no JSON.');
  }
}

/** A declared length is the length: Node's parser hands on no byte more. */
async function readLimited(request: Request, most: number): Promise<ArrayBuffer> {
  const declared = request.headers.get('content-length');
  if (declared === null) return readStream(request, most);
  if (Number(declared) > most) throw tooLarge(most);
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength > most) throw tooLarge(most);
  return bytes;
}

/** Nobody said how long it will be, so it is counted as it comes. */
async function readStream(request: Request, most: number): Promise<ArrayBuffer> {
  if (!request.body) return new ArrayBuffer(0);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > most) throw tooLarge(most);
    chunks.push(chunk);
  }
  return new Blob(chunks).arrayBuffer();
}

function tooLarge(most: number): ServiceError {
  return new ServiceError(413, 'too-large', `A body may have ${most} bytes.`);
}

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new ServiceError(400, 'malformed-json', 'The body is not UTF-8.');
  }
}
