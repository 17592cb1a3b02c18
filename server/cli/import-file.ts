import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { ImportFile } from '../facts/imports/import-file.ts';
import { CommandError } from './command-error.ts';
import { createProgress } from './progress.ts';
import { reasonOf } from './read-input-file.ts';

const CHUNK_BYTES = 1 << 18;
const READS = 2;

/** A file of the disk, and a bar that shows how far its two reads are. */
export type WatchedFile = {
  readonly file: ImportFile;
  tell(rows: number, of: number | null): void;
  end(): void;
};

/** A CSV file; it is read twice, so standard input will not do. */
export function openImportFile(path: string, isShown: boolean): WatchedFile {
  const bytes = sizeOf(path);
  const started = performance.now();
  const bar = createProgress(Math.ceil(bytes / CHUNK_BYTES) * READS, isShown);
  let [rows, before, isWriting, done] = [0, 0, false, 0];
  const text = () => {
    const seconds = (performance.now() - started) / 1_000;
    const left = (seconds / done) * (bytes * READS - done);
    const total = (before + rows).toLocaleString('en-US');
    const rate = Math.round((before + rows) / seconds).toLocaleString('en-US');
    return `${isWriting ? 'writing' : 'checking'}, ${total} rows read, ${rate} rows/s, ${Math.ceil(left)} s left`;
  };
  async function* read() {
    try {
      for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
        const part: Buffer = chunk;
        done += part.byteLength;
        await bar.step(text());
        yield part;
      }
    } catch (error) {
      throw new CommandError('usage', `${path} cannot be read: ${reasonOf(error)}.`);
    }
  }
  return {
    file: { name: basename(path), read },
    tell: (count, of) => {
      if (of !== null && !isWriting) [isWriting, before] = [true, of];
      rows = count;
    },
    end: () => bar.end('read'),
  };
}

function sizeOf(path: string): number {
  if (path === '-') {
    throw new CommandError('usage', 'A file is read twice, first to be checked: save it, and name it here.');
  }
  const status = statSync(path, { throwIfNoEntry: false });
  if (status?.isFile()) return status.size;
  throw new CommandError(
    'usage',
    `${path} cannot be read: ${status ? 'it is a folder' : 'there is no such file'}.`,
  );
}
