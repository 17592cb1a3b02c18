import {
  type BreakEven,
  breakEven,
  checkSizing,
  compileRates,
  type Estimate,
  estimateDeal,
} from '@dealfloor/price-book';
import { type Command, InvalidArgumentError } from 'commander';
import { dayOf, systemClock } from '../clock.ts';
import { choosePolicy, choosePriceBook } from './bundled-terms.ts';
import { CommandError } from './command-error.ts';
import { EXIT, type ExitCode, type Finish } from './exit-code.ts';
import { printEstimate } from './print-estimate.ts';
import { readSizingFile } from './read-sizing-file.ts';
import { say, sayJson } from './say.ts';

type Options = { book?: string; policy?: string; comparable?: number; json?: true };

const AFTER = `
FILE holds a sizing as the API takes it (price-book/schemas/sizing.schema.json); "-" reads standard input.
Exit codes: 0 no sign-off needed, 1 sign-off, loss or unknown, 2 called wrongly, 3 the file was refused.

Examples:
  $ dealfloor estimate deal.json
  $ dealfloor estimate deal.json --book 2026-08-01 --comparable 6
  $ dealfloor estimate - --json < deal.json
`;

/** `dealfloor estimate`: cost, margin and verdict of a sizing in a file; needs no database. */
export function addEstimateCommand(program: Command, finish: Finish): void {
  program
    .command('estimate')
    .description('cost, margin and verdict of a sizing; needs no database')
    .argument('<file>', 'a sizing as JSON, or - for standard input')
    .option('--book <version>', 'price book (default: the one live today)')
    .option('--policy <version>', 'policy (default: the one live today)')
    .option('--comparable <accounts>', 'how many live accounts are like this deal', wholeNumber)
    .option('--json', 'the estimate as JSON, amounts as exact decimal text')
    .addHelpText('after', AFTER)
    .action(async (file: string, options: Options) => {
      const { estimate, solved } = await estimateFile(file, options);
      if (options.json) sayJson({ estimate, breakEven: solved });
      else say(printEstimate(estimate, solved));
      finish(exitCodeOf(estimate));
    });
}

async function estimateFile(file: string, { book, policy, comparable }: Options) {
  const day = dayOf(systemClock.now());
  const rates = compileRates(choosePriceBook(book, day));
  const terms = { rates, policy: choosePolicy(policy, day), day, comparableAccounts: comparable ?? null };
  const sizing = await readSizingFile(file);
  const issues = checkSizing(sizing, rates);
  if (issues.length > 0) {
    throw new CommandError('refused', `${file}: the sizing names what the price book does not have.`, issues);
  }
  const estimate: Estimate = estimateDeal({ sizing, ...terms });
  const solved: BreakEven | null =
    estimate.verdict.word === 'unknown' ? null : breakEven({ sizing, ...terms });
  return { estimate, solved };
}

function exitCodeOf({ verdict }: Estimate): ExitCode {
  const passes = verdict.word === null || verdict.word === 'clear' || verdict.word === 'thin';
  return passes ? EXIT.ok : EXIT.findings;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('Write a whole number, like 6.');
  return Number(text);
}
