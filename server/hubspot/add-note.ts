import type { Account } from './account.ts';
import { createActivity } from './create-activity.ts';
import { withToken } from './find-by-token.ts';
import type { NewNote } from './port.ts';

const noteToDeal = 214;

export async function addNote(account: Account, note: NewNote): Promise<{ noteId: string }> {
  const noteId = await createActivity(account, {
    type: 'notes',
    bodyProperty: 'hs_note_body',
    dealId: note.dealId,
    token: note.token,
    associationTypeId: noteToDeal,
    properties: { hs_timestamp: note.at.toISOString(), hs_note_body: withToken(note.bodyHtml, note.token) },
  });
  return { noteId };
}
