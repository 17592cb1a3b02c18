import { applyLever, type Flow, flowOf } from './apply-levers.ts';
import { cost } from './cost.ts';
import type { LeverEffect } from './estimate.ts';
import { printMoney } from './money.ts';
import type { Rates } from './rates.ts';
import { ONE } from './ratio.ts';
import type { Sizing, SizingLine } from './sizing.ts';
import { callsOf, operationsOf, usageLines } from './usage.ts';

/** What each lever of a sizing saves in month 1, in order, each on what the ones before it left; may be negative. */
export function leverEffects(rates: Rates, sizing: Sizing): LeverEffect[] {
  return sizing.lines.flatMap((line, index) => effectsOfLine(rates, sizing, line, index));
}

function effectsOfLine(rates: Rates, sizing: Sizing, line: SizingLine, index: number): LeverEffect[] {
  let flow = flowOf(line.endpoint, operationsOf(line, sizing.daysUsedPerMonth), line.pages);
  let before = variableCost(rates, sizing, flow);
  return line.levers.map((lever, position) => {
    flow = applyLever(flow, lever);
    const after = variableCost(rates, sizing, flow);
    const saved = before - after;
    before = after;
    return {
      line: index,
      lever: position,
      kind: lever.kind,
      savedUsd: printMoney(saved),
      sentence: sentenceOf(saved),
    };
  });
}

function sentenceOf(saved: bigint): string {
  if (saved > 0n) return 'Saves money.';
  return saved === 0n ? 'Saves nothing.' : 'Costs more than it saves.';
}

function variableCost(rates: Rates, sizing: Sizing, flow: Flow): bigint {
  const flows = [
    { endpoint: flow.endpoint, calls: flow.calls, hits: flow.hits },
    ...flow.elsewhere.map((caused) => ({ ...caused, hits: { numerator: 0n, denominator: 1n } })),
  ];
  const lines = usageLines(rates, callsOf(rates, flows, ONE));
  const priced = cost(rates, lines, sizing.keyMode === 'shared' ? 'ours' : 'customer');
  return priced.lines.reduce((total, line) => total + (line.amountNanoUsd ?? 0n), 0n);
}
