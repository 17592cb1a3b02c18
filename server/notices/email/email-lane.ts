import { z } from 'zod';
import { UpstreamError } from '../../hubspot/upstream-error.ts';
import type { Lane } from '../../outbox/deliver.ts';
import { findPerson } from '../../people/actor.ts';
import { mailOf } from './mail-of.ts';

/** Tells people by mail, at the address that they have when it goes out. */
export function emailLane(): Lane {
  return {
    name: 'email',
    tell: async (ports, { portalId }, effect) => {
      if (effect.kind !== 'email') throw new Error(`invariant: ${effect.kind} travels by another lane`);
      const { mail } = ports.channels;
      if (!mail) throw refused('No mail server is named any more (SMTP_URL).');
      const person = await findPerson(ports.database, portalId, effect.message.toUserId);
      const address = z.email().safeParse(person?.email);
      if (!address.success) throw refused('This person has no e-mail address that can be written to.');
      await mail.send(mailOf(effect.message, address.data));
    },
  };
}

function refused(sentence: string): UpstreamError {
  return new UpstreamError({ kind: 'refused', sentence, retryable: false });
}
