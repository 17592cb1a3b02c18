import { Role } from '@dealfloor/price-book';
import { InvalidArgumentError } from 'commander';
import { z } from 'zod';

const Id = z.string().regex(/^[1-9]\d{0,15}$/, 'Write the number that HubSpot shows.');
const Name = z.string().trim().min(1, 'Write a name.').max(200, 'Write a shorter name.');
const Email = z.email('Write an e-mail address.').max(254);

/** A parser of one flag; what is wrong is said in the schema's own sentence. */
export function flag<Value>(schema: z.ZodType<Value>): (text: string) => Value {
  return (text) => {
    const parsed = schema.safeParse(text);
    if (parsed.success) return parsed.data;
    throw new InvalidArgumentError(parsed.error.issues[0]?.message ?? 'This does not fit.');
  };
}

export const parseId = flag(Id);
export const parseName = flag(Name);
export const parseEmail = flag(Email);
const parseRole = flag(z.enum(Role.options, `Roles are: ${Role.options.join(', ')}.`));

/** Who acts, where a change must be proposed or published by somebody of the portal. */
export const AS_OPTION = ['--as <user>', 'HubSpot user id of the person who does it'] as const;

/** A flag that may stand several times: every role once. */
export function collectRole(text: string, before: readonly Role[] = []): Role[] {
  return [...new Set([...before, parseRole(text)])];
}
