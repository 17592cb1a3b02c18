import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quantile } from './median.ts';

export type FsyncFigures = { readonly p50Microseconds: number; readonly p99Microseconds: number };

const TIMES = 200;

/** What it costs here to have one page on disk for sure: every commit waits for this. */
export function measureFsync(): FsyncFigures {
  const folder = mkdtempSync(join(tmpdir(), 'dealfloor-fsync-'));
  const file = openSync(join(folder, 'page'), 'w');
  const page = Buffer.alloc(4_096, 1);
  const times: number[] = [];
  for (let turn = 0; turn < TIMES; turn += 1) {
    const started = performance.now();
    writeSync(file, page);
    fsyncSync(file);
    times.push((performance.now() - started) * 1_000);
  }
  closeSync(file);
  rmSync(folder, { recursive: true });
  return { p50Microseconds: quantile(times, 0.5), p99Microseconds: quantile(times, 0.99) };
}
