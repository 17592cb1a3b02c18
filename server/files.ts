import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The files that the service reads and the few that it makes, which come in by the door so that a test can choose them. */
export type Files = {
  /** The names in a folder, sorted; a folder that is not there may count as an empty one. */
  list(folder: string, options?: { readonly orNothing: boolean }): string[];
  readText(path: string): string;
  /** Writes a file that this user alone may read; it is whole and on disk, or it is not there. */
  writePrivate(folder: string, name: string, text: string): void;
  /** Adds a line to a file in a folder that is there; it is on disk when this ends. */
  appendLine(path: string, line: string): Promise<void>;
  /** A file's bytes while requests are served; null when it is not there. */
  readBytes(path: string): Promise<Uint8Array<ArrayBuffer> | null>;
};

export const diskFiles: Files = {
  list: (folder, { orNothing } = { orNothing: false }) =>
    orNothing && !existsSync(folder) ? [] : readdirSync(folder).sort(),
  readText: (path) => readFileSync(path, 'utf8'),
  writePrivate,
  appendLine,
  readBytes: (path) =>
    readFile(path).then(
      (content) => new Uint8Array(content),
      () => null,
    ),
};

function writePrivate(folder: string, name: string, text: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const unfinished = join(folder, `.${name}.${process.pid}`);
  const file = openSync(unfinished, 'wx', 0o600);
  writeFileSync(file, text);
  fsyncSync(file);
  closeSync(file);
  renameSync(unfinished, join(folder, name));
  const directory = openSync(folder, 'r');
  fsyncSync(directory);
  closeSync(directory);
}

/** A line that a crash has torn stays as it is: what comes after it begins a line of its own. */
async function appendLine(path: string, line: string): Promise<void> {
  const file = await open(path, 'a+', 0o600);
  try {
    const { size } = await file.stat();
    const last = Buffer.alloc(1);
    if (size > 0) await file.read(last, 0, 1, size - 1);
    const isTorn = size > 0 && last.toString() !== '\n';
    await file.appendFile(`${isTorn ? '\n' : ''}${line}\n`);
    await file.datasync();
  } finally {
    await file.close();
  }
}
