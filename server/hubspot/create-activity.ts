import type { Account } from './account.ts';
import { type Activity, findByToken } from './find-by-token.ts';
import { RecordAnswer } from './wire.ts';

type NewActivity = Activity & {
  dealId: string;
  token: string;
  associationTypeId: number;
  properties: Readonly<Record<string, string>>;
};

/** Creates a task or note on a deal once for its token, however often it is called one after the other. */
export async function createActivity(account: Account, activity: NewActivity): Promise<string> {
  const existing = await findByToken(account, activity);
  if (existing !== null) return existing;
  const created = await account.call({
    operation: `add to the deal's ${activity.type}`,
    method: 'POST',
    path: account.paths.objects(activity.type),
    body: {
      properties: activity.properties,
      associations: [
        {
          to: { id: activity.dealId },
          types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: activity.associationTypeId }],
        },
      ],
    },
    statuses: [201],
    answer: RecordAnswer,
  });
  return created.id;
}
