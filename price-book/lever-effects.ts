import type { Flow } from './apply-levers.ts';
import { type CompiledDeal, compileDeal, type RunInput } from './compiled-deal.ts';
import type { LeverEffect } from './figures.ts';
import { printMoney } from './money.ts';
import { monthCost } from './month.ts';
import { ONE } from './ratio.ts';
import { addByEndpoint, monthFlow } from './usage.ts';
import { loadsOf } from './workload.ts';

/**
 * What each lever of a sizing saves of the variable cost of month 1 in USD, in order, each on what the ones before it
 * left; may be negative. The savings sum to the cost without levers less the cost with them. Empty without a price.
 */
export function leverEffects(input: RunInput): LeverEffect[] {
  const { lines, daysUsedPerMonth } = input.sizing;
  if (lines.every((line) => line.levers.length === 0)) return [];
  const deal = compileDeal(input);
  const flows = lines.map((line) => monthFlow(line, daysUsedPerMonth, []));
  const effects: LeverEffect[] = [];
  let before = variableCost(input, deal, flows);
  for (const [index, line] of lines.entries()) {
    for (const [position, lever] of line.levers.entries()) {
      flows[index] = monthFlow(line, daysUsedPerMonth, line.levers.slice(0, position + 1));
      const after = variableCost(input, deal, flows);
      if (before === null || after === null) return [];
      if (line.operations !== null) {
        effects.push(effectOf({ line: index, lever: position, kind: lever.kind }, before - after));
      }
      before = after;
    }
  }
  return effects;
}

function effectOf(which: Pick<LeverEffect, 'line' | 'lever' | 'kind'>, savedNanoUsd: bigint): LeverEffect {
  return { ...which, savedUsd: printMoney(savedNanoUsd), sentence: sentenceOf(savedNanoUsd) };
}

function sentenceOf(saved: bigint): string {
  if (saved > 0n) return 'Saves money.';
  return saved === 0n ? 'Saves nothing.' : 'Costs more than it saves.';
}

function variableCost(
  { rates, sizing }: RunInput,
  deal: CompiledDeal,
  flows: readonly Flow[],
): bigint | null {
  const endpoints = loadsOf(rates, sizing.keyMode, addByEndpoint(flows));
  return monthCost({ ...deal, workload: { endpoints, isMeasured: true } }, ONE).variableNanoUsd;
}
