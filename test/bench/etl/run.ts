import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureBook } from '../book/measure-book.ts';
import { describeMachine, type Machine, machineText } from '../machine.ts';
import { wordFor } from '../page.ts';
import { compareWithGoals, type Measured } from './goals.ts';
import { measureService } from './measure-service.ts';
import { measureSources } from './measure-sources.ts';
import { pageOf } from './page.ts';
import { plotOf } from './plot.ts';

/** --quick tries everything on little; --write keeps the result in docs/, and --redraw draws it from there once more; --minutes bounds the rounds; --rows chooses the sizes. */
const { values } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    write: { type: 'boolean' },
    redraw: { type: 'boolean' },
    json: { type: 'boolean' },
    minutes: { type: 'string', default: '12' },
    rows: { type: 'string', default: '1000000,5000000,20000000' },
  },
});
const say = (text: string) => void process.stderr.write(`${text}\n`);
const isQuick = values.quick === true;
const milliseconds = Number(values.minutes) * 60_000;
const folder = mkdtempSync(join(tmpdir(), 'dealfloor-bench-'));
// PostgreSQL runs as another user and reads the rows from here.
chmodSync(folder, 0o755);
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

const docs = (name: string) => fileURLToPath(new URL(`../../../docs/${name}`, import.meta.url));
const { machine, measured } = values.redraw ? readBack() : await measure();
const lines = compareWithGoals(measured);

if (values.json) process.stdout.write(`${JSON.stringify({ machine, measured, lines }, null, 2)}\n`);
else {
  for (const { id, what, goal, measured: figure, isMet } of lines) {
    const verdict = wordFor(isMet).replaceAll('*', '');
    process.stdout.write(`${id.padEnd(8)}${what.padEnd(76)}${goal.padEnd(13)}${figure}  ${verdict}\n`);
  }
}
if (values.write || values.redraw) {
  writeFileSync(docs('benchmarks-etl.md'), pageOf(machine, measured, lines));
  writeFileSync(docs('benchmarks-etl.json'), `${JSON.stringify({ machine, measured }, null, 2)}\n`);
  writeFileSync(docs('benchmarks-etl.svg'), plotOf(measured.sources));
}
process.exit();

/** What the last run measured, to be drawn once more. */
function readBack(): { machine: Machine; measured: Measured } {
  return JSON.parse(readFileSync(docs('benchmarks-etl.json'), 'utf8'));
}

async function measure(): Promise<{ machine: Machine; measured: Measured }> {
  const machine = describeMachine();
  say(machineText(machine));
  const sizes = isQuick ? [100_000] : values.rows.split(',').map(Number);
  const sources = await measureSources({ sizes, rounds: isQuick ? 1 : 5, folder, milliseconds, say });
  say('the service beside a booking …');
  const service = await measureService(isQuick ? 200_000 : 5_000_000, join(folder, 'service'));
  rmSync(join(folder, 'service'), { recursive: true, force: true });
  say('the book of business …');
  const book = await measureBook(isQuick ? [1_000, 10_000] : [10_000, 100_000], join(folder, 'book'));
  return { machine, measured: { sources, service, book } };
}
