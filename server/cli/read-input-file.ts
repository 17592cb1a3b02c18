import { createReadStream } from 'node:fs';
import { scanJson } from '../http/scan-json.ts';
import { CommandError } from './command-error.ts';

/** What a small input file is: how it is called in a sentence ("a sizing"), and how many bytes it may have. */
export type InputFile = { readonly noun: string; readonly mostBytes: number };

/** The text of a file, or of standard input for "-": UTF-8, and no more than its kind may have. */
export async function readInputText(file: string, kind: InputFile): Promise<string> {
  const name = nameOfInput(file);
  return decode(await readLimited(file, name, kind), name);
}

/** The JSON in a file, or on standard input for "-", under the same rules as the body of an HTTP request. */
export async function readInputJson(file: string, kind: InputFile): Promise<unknown> {
  const name = nameOfInput(file);
  const text = await readInputText(file, kind);
  const fault = scanJson(text, 'file');
  if (fault) throw new CommandError('refused', `${name}: ${fault}`);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CommandError('refused', `${name}: the file is no JSON${placeOf(error)}.`);
  }
}

/** How a sentence names the file. */
export function nameOfInput(file: string): string {
  return file === '-' ? 'standard input' : file;
}

/** Reads no more than it may keep, so that an endless or enormous file does no harm. */
async function readLimited(file: string, name: string, { noun, mostBytes }: InputFile): Promise<Buffer> {
  const stream: AsyncIterable<Buffer> = file === '-' ? process.stdin : createReadStream(file);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      size += chunk.byteLength;
      if (size > mostBytes) break;
      chunks.push(chunk);
    }
  } catch (error) {
    throw new CommandError('usage', `${name} cannot be read: ${reasonOf(error)}.`);
  }
  if (size > mostBytes) throw new CommandError('refused', `${name}: ${noun} may have ${mostBytes} bytes.`);
  return Buffer.concat(chunks);
}

const REASONS: Record<string, string> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'there is no such folder',
  EISDIR: 'it is a folder',
  EACCES: 'you may not use it',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
};

/** Why the system refused a file, in words. */
export function reasonOf(error: unknown): string {
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

/** Where the parser stopped, when it says so. */
function placeOf(error: unknown): string {
  const place = error instanceof Error ? /line (\d+) column (\d+)/.exec(error.message) : null;
  return place ? ` (line ${place[1]}, column ${place[2]})` : '';
}
