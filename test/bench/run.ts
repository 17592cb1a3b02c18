import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureCard } from './card.ts';
import { compareWithGoals, type Measured } from './goals.ts';
import { describeMachine, machineText } from './machine.ts';
import { measureArithmetic } from './measure-arithmetic.ts';
import { measureFsync } from './measure-fsync.ts';
import { measureHttp } from './measure-http.ts';
import { measureStart } from './measure-start.ts';
import { pageOf, wordFor } from './page.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean' }, write: { type: 'boolean' } } });
const say = (text: string) => void process.stderr.write(`${text}\n`);

const machine = describeMachine();
say(machineText(machine));
say('arithmetic …');
const arithmetic = measureArithmetic();
say('start and memory …');
const start = await measureStart();
say('HTTP …');
const http = await measureHttp(say);
say('the card in a real browser …');
const card = await measureCard();
const measured: Measured = { arithmetic, start, http, fsync: measureFsync(), card };
const lines = compareWithGoals(measured);

if (values.json) process.stdout.write(`${JSON.stringify({ machine, measured, lines }, null, 2)}\n`);
else {
  for (const { id, what, goal, measured: figure, isMet } of lines) {
    const verdict = wordFor(isMet).replaceAll('*', '');
    process.stdout.write(`${id.padEnd(4)}${what.padEnd(52)}${goal.padEnd(12)}${figure}  ${verdict}\n`);
  }
}
if (values.write) {
  writeFileSync(fileURLToPath(new URL('../../docs/benchmarks.md', import.meta.url)), pageOf(machine, lines));
}
