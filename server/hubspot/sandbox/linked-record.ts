import { z } from 'zod';
import { byApp } from './change-source.ts';
import { checkAssociationType, checkTarget, link } from './links.ts';
import type { ObjectType } from './object-types.ts';
import type { Portal } from './portal.ts';
import { createRecord, findRecord } from './records.ts';
import { type SandboxState, takeId } from './state.ts';

export const Properties = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

const InlineAssociation = z.object({
  to: z.object({ id: z.union([z.string(), z.number()]).transform(String) }),
  types: z
    .array(
      z.object({ associationCategory: z.literal('HUBSPOT_DEFINED'), associationTypeId: z.number().int() }),
    )
    .min(1),
});

export const NewRecord = z.object({
  properties: Properties,
  associations: z.array(InlineAssociation).nullish(),
});
export type NewRecord = z.infer<typeof NewRecord>;

/** A refused association must leave nothing behind, so all of them are checked before the record is made. */
export function createLinkedRecord(
  state: SandboxState,
  portal: Portal,
  input: NewRecord & { type: ObjectType },
) {
  const { type } = input;
  const wantedLinks = (input.associations ?? []).flatMap((association) =>
    association.types.map(({ associationTypeId }) => {
      const toType = checkTarget(type, associationTypeId);
      findRecord(portal, toType, association.to.id);
      return {
        toType,
        toId: association.to.id,
        checked: checkAssociationType(type, toType, associationTypeId),
      };
    }),
  );
  const id = takeId(state);
  const change = { at: state.clock.now(), source: byApp(portal.appId) };
  const record = createRecord(portal, { type, id, properties: input.properties, ...change });
  for (const { toType, toId, checked } of wantedLinks) {
    link(portal, { fromType: type, fromId: id, toType, toId }, checked, change);
  }
  return record;
}
