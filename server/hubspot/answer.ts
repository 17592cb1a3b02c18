import { brokenAnswer } from './upstream-error.ts';

const answerLimitBytes = 8_000_000;

/** The whole body as JSON, within the size limit. Aborting the request's signal also ends the reading. */
export async function readJson(operation: string, response: Response): Promise<unknown> {
  if (response.status === 204) return null;
  const type = response.headers.get('content-type') ?? '';
  const text = await readText(operation, response);
  if (!/^application\/(\w+\+)?json\b/i.test(type)) throw brokenAnswer(operation, response.status);
  try {
    return JSON.parse(text);
  } catch {
    throw brokenAnswer(operation, response.status);
  }
}

async function readText(operation: string, response: Response): Promise<string> {
  if (response.body === null) return '';
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of response.body) {
    sizeBytes += chunk.byteLength;
    // Throwing inside the loop cancels the stream, which closes the socket.
    if (sizeBytes > answerLimitBytes) throw brokenAnswer(operation, response.status);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
