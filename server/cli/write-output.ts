import { writeFileSync } from 'node:fs';
import { CommandError } from './command-error.ts';
import { reasonOf } from './read-input-file.ts';

/** Writes a file that a command was asked for; where it cannot, it says why. */
export function writeOutput(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new CommandError('usage', `${file} cannot be written: ${reasonOf(error)}.`);
  }
}
