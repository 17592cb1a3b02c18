import { createReadStream } from 'node:fs';
import { Sizing } from '@dealfloor/price-book';
import { fieldIssues } from '../http/field-issues.ts';
import { MOST_BYTES } from '../http/read-body.ts';
import { scanJson } from '../http/scan-json.ts';
import { CommandError } from './command-error.ts';

/** The sizing in a file, or on standard input for "-", under the same rules as the body of an HTTP request. */
export async function readSizingFile(file: string): Promise<Sizing> {
  const name = file === '-' ? 'standard input' : file;
  const sizing = Sizing.safeParse(parseText(decode(await readLimited(file, name), name), name));
  if (sizing.success) return sizing.data;
  throw new CommandError('refused', `${name}: some fields are not right.`, fieldIssues(sizing.error));
}

/** Reads no more than it may keep, so that an endless or enormous file does no harm. */
async function readLimited(file: string, name: string): Promise<Buffer> {
  const stream: AsyncIterable<Buffer> = file === '-' ? process.stdin : createReadStream(file);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      size += chunk.byteLength;
      if (size > MOST_BYTES) break;
      chunks.push(chunk);
    }
  } catch (error) {
    throw new CommandError('usage', `${name} cannot be read: ${reasonOf(error)}.`);
  }
  if (size > MOST_BYTES) throw new CommandError('refused', `${name}: a sizing may have ${MOST_BYTES} bytes.`);
  return Buffer.concat(chunks);
}

const REASONS: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'you may not read it',
};

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return REASONS[code] ?? code;
}

function decode(bytes: Buffer, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new CommandError('refused', `${name}: the file is not UTF-8.`);
  }
}

function parseText(text: string, name: string): unknown {
  const fault = scanJson(text, 'file');
  if (fault) throw new CommandError('refused', `${name}: ${fault}`);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CommandError('refused', `${name}: the file is no JSON${placeOf(error)}.`);
  }
}

/** Where the parser stopped, when it says so. */
function placeOf(error: unknown): string {
  const place = error instanceof Error ? /line (\d+) column (\d+)/.exec(error.message) : null;
  return place ? ` (line ${place[1]}, column ${place[2]})` : '';
}
