import { cancel, confirm, isCancel, text } from '@clack/prompts';
import { InvalidArgumentError } from 'commander';
import { CommandError } from './command-error.ts';
import { parseEmail, parseId, parseName } from './identity-flags.ts';

/** What founding a deployment needs to know, as its flags name it. */
export type FoundingAnswers = {
  portal: string;
  name: string;
  adminUserId: string;
  adminEmail: string;
  adminName: string;
};

type Question = {
  key: keyof FoundingAnswers;
  flag: string;
  message: string;
  parse: (text: string) => string;
};

const QUESTIONS: readonly Question[] = [
  {
    key: 'portal',
    flag: '--portal',
    message: 'HubSpot portal id (the number in its address)',
    parse: parseId,
  },
  { key: 'name', flag: '--name', message: 'Name of the company', parse: parseName },
  {
    key: 'adminUserId',
    flag: '--admin-user-id',
    message: 'HubSpot user id of the first admin',
    parse: parseId,
  },
  { key: 'adminEmail', flag: '--admin-email', message: 'Their e-mail address', parse: parseEmail },
  { key: 'adminName', flag: '--admin-name', message: 'Their name', parse: parseName },
];

/** What the flags left open, asked on a terminal; elsewhere the missing flags are named. */
export async function completeFounding(
  given: Partial<FoundingAnswers>,
  { mayAsk, yes }: { mayAsk: boolean; yes: boolean },
): Promise<FoundingAnswers> {
  const missing = QUESTIONS.filter(({ key }) => given[key] === undefined);
  if (missing.length > 0 && !mayAsk) {
    const flags = missing.map(({ flag }) => flag).join(', ');
    throw new CommandError('usage', `These are missing: ${flags}.`);
  }
  const answers = { ...given };
  for (const question of missing) answers[question.key] = await ask(question);
  const { portal, name, adminUserId, adminEmail, adminName } = answers;
  if (!portal || !name || !adminUserId || !adminEmail || !adminName) {
    throw new Error('invariant: every question was answered');
  }
  if (missing.length > 0 && !yes) {
    await agree(`Make portal ${portal} (${name}) with ${adminName} as its admin?`);
  }
  return { portal, name, adminUserId, adminEmail, adminName };
}

async function ask({ message, parse }: Question): Promise<string> {
  const answer = await text({ message, validate: (value) => faultOf(parse, value ?? '') });
  return isCancel(answer) ? stop() : parse(answer);
}

async function agree(message: string): Promise<void> {
  const answer = await confirm({ message });
  if (isCancel(answer) || !answer) stop();
}

function faultOf(parse: Question['parse'], value: string): string | undefined {
  try {
    parse(value);
    return undefined;
  } catch (error) {
    return error instanceof InvalidArgumentError ? error.message : 'This does not fit.';
  }
}

function stop(): never {
  cancel('Nothing was made.');
  throw new CommandError('usage', 'stopped before anything was written.');
}
