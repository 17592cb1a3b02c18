import { type KnownPerson, Role } from '@dealfloor/price-book';
import { z } from 'zod';
import type { ReadChange } from './use-proposing.ts';

/** A person as somebody types them; who is chosen among the known ones keeps their id. */
export const PersonDraft = z.object({
  /** The user id of whoever was chosen; empty for somebody new. */
  chosen: z.string(),
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  ownerId: z.string(),
  roles: z.array(Role),
  why: z.string(),
});
export type PersonDraft = z.infer<typeof PersonDraft>;

export const NOBODY: PersonDraft = {
  chosen: '',
  userId: '',
  name: '',
  email: '',
  ownerId: '',
  roles: [],
  why: '',
};

/** The record of somebody who is known, without the address that no answer tells. */
export function draftOfPerson({ userId, name, ownerId, roles }: KnownPerson): Omit<PersonDraft, 'why'> {
  return { chosen: userId, userId, name, email: '', ownerId: ownerId ?? '', roles };
}

/** The change that a draft means; an empty address keeps the known one, an empty owner is none. */
export function readPersonDraft({ chosen, userId, name, email, ownerId, roles }: PersonDraft): ReadChange {
  const address = email.trim();
  if (chosen === '' && address === '') {
    return { change: null, issues: [{ path: 'email', message: 'Write an e-mail address.' }] };
  }
  const person = {
    userId: userId.trim(),
    name,
    email: address === '' ? null : address,
    ownerId: ownerId.trim() === '' ? null : ownerId.trim(),
    roles,
  };
  return { change: { kind: 'person', person }, issues: null };
}
