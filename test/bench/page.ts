import type { Line } from './goals.ts';
import { type Machine, machineText } from './machine.ts';

/** The report as a page of the documentation. */
export function pageOf(machine: Machine, lines: readonly Line[]): string {
  const rows = lines.map(
    ({ id, what, goal, measured, isMet }) =>
      `| ${id} | ${what} | ${goal} | ${measured} | ${wordFor(isMet)} |`,
  );
  return `# Benchmarks

Made by \`npm run bench -- --write\`; do not edit. Every goal is a ratio inside one run where it can be: medians of
interleaved rounds, each contender in a process of its own, answers compared before anything is timed. HTTP contenders
get the very same signed requests over loopback; CPU is user and system time of the server's process alone. A save is
acknowledged after its commit is synced to disk; its news to HubSpot is queued in the same commit and delivered later.

${machineText(machine)}; commit ${machine.commit}, ${machine.at.slice(0, 10)}.

| | what | goal | measured | |
|---|---|---|---|---|
${rows.join('\n')}
`;
}

export function wordFor(isMet: boolean | null): string {
  if (isMet === null) return '';
  return isMet ? 'met' : '**missed**';
}
