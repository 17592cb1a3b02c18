import type { Connection } from './connection.ts';
import { type Activity, findByToken } from './find-by-token.ts';
import { RecordAnswer } from './wire.ts';

type NewActivity = Activity & {
  dealId: string;
  token: string;
  associationTypeId: number;
  properties: Readonly<Record<string, string>>;
};

/** Creates a task or note on a deal once for its token, however often it is called one after the other. */
export async function createActivity(
  connection: Connection,
  portalId: string,
  activity: NewActivity,
): Promise<string> {
  const existing = await findByToken(connection, portalId, activity);
  if (existing !== null) return existing;
  const created = await connection.transport(portalId, {
    operation: `add to the deal's ${activity.type}`,
    method: 'POST',
    path: connection.paths.objects(activity.type),
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
