import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** The files that the service reads, which come in by the door so that a test can choose them. */
export type Files = {
  /** The names in a folder, sorted. */
  list(folder: string): string[];
  readText(path: string): string;
  /** A file's bytes while requests are served; null when it is not there. */
  readBytes(path: string): Promise<Uint8Array<ArrayBuffer> | null>;
};

export const diskFiles: Files = {
  list: (folder) => readdirSync(folder).sort(),
  readText: (path) => readFileSync(path, 'utf8'),
  readBytes: (path) =>
    readFile(path).then(
      (content) => new Uint8Array(content),
      () => null,
    ),
};
