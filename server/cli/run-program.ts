import { CommanderError } from 'commander';
import { ServiceError } from '../service-error.ts';
import { CommandError } from './command-error.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { createProgram } from './program.ts';
import { complain, sayJson } from './say.ts';

/** Runs one command line and says how it ended; what goes wrong becomes a sentence, never a stack. */
export async function runProgram(words: readonly string[]): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.ok;
  const program = createProgram((code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(words, { from: 'user' });
    return exitCode;
  } catch (error) {
    return explain(error, words.includes('--json'));
  }
}

function explain(error: unknown, asJson: boolean): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof CommandError) return tell(error, error.reason, error.exitCode, asJson);
  if (error instanceof ServiceError) return tell(error, error.code, EXIT.refused, asJson);
  const { message } = error instanceof Error ? error : { message: String(error) };
  return tell({ message, issues: [] }, 'failed', EXIT.usage, asJson);
}

type Told = Pick<CommandError, 'message' | 'issues'>;

function tell({ message, issues }: Told, code: string, exitCode: ExitCode, asJson: boolean): ExitCode {
  if (asJson) {
    sayJson({ code, message, ...(issues.length > 0 ? { issues } : {}) });
    return exitCode;
  }
  complain(`${exitCode === EXIT.refused ? 'refused' : 'dealfloor'}: ${message}`);
  for (const issue of issues) complain(`  ${issue.path || '(the whole)'}: ${issue.message}`);
  return exitCode;
}
