import type { Line } from '../goals.ts';
import { type Machine, machineText } from '../machine.ts';
import { wordFor } from '../page.ts';
import { CONTENDERS } from './contender.ts';
import type { Measured } from './goals.ts';
import { millions, type SourceFigures } from './measure-sources.ts';

/** The report as a page of the documentation. */
export function pageOf(machine: Machine, measured: Measured, lines: readonly Line[]): string {
  return `# Benchmarks of the ETL

Made by \`npm run bench:etl -- --write\`; do not edit. A figure is a ratio inside one run where it can be: medians of
interleaved rounds, each contender in a process of its own on the very same rows, what they summed compared each time.
A Dealfloor figure is the whole of \`etl run\` for one day of 1,000 accounts: read, check, price, allocate, stage, swap,
roll the summaries, audit, synced to disk. The skeleton is the source document's own (\`test/bench/etl/skeleton.py\`). The
bare GROUP BY and the row-by-row loop only sum: they price nothing and write nothing. Peak memory is that of the contender's
own process: what the servers of PostgreSQL and ClickHouse hold, each in processes of its own, is not in it.

${machineText(machine)}; commit ${machine.commit}, ${machine.at.slice(0, 10)}.

![Time and peak memory by rows](benchmarks-etl.svg)

| | what | goal | measured | |
|---|---|---|---|---|
${lines.map(({ id, what, goal, measured: figure, isMet }) => `| ${id} | ${what} | ${goal} | ${figure} | ${wordFor(isMet)} |`).join('\n')}

## Every figure

| rows | contender | seconds | million rows a second | peak memory | rounds |
|---|---|---|---|---|---|
${measured.sources.map(rowOf).join('\n')}
`;
}

function rowOf({ contender, rows, rounds, milliseconds, peakMegabytes, note }: SourceFigures): string {
  const begin = `| ${millions(rows)} | ${CONTENDERS[contender]} |`;
  if (milliseconds === null || peakMegabytes === null) return `${begin} left out: ${note} | | | |`;
  const speed = rows / 1e3 / milliseconds;
  return `${begin} ${(milliseconds / 1_000).toFixed(2)} | ${speed.toPrecision(2)} | ${peakMegabytes.toFixed(0)} MB | ${rounds} |`;
}
