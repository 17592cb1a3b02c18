import { type AssociationType, associationTypeOf, targetOf } from './association-types.ts';
import { type ChangeSource, somebody } from './change-source.ts';
import { invalid } from './hubspot-refusal.ts';
import type { ObjectType } from './object-types.ts';
import { type Link, type Portal, recordsOf } from './portal.ts';
import { findRecord, touch } from './records.ts';

type Ends = Omit<Link, 'typeId'>;

/** When two records were tied or untied, and by whom. */
export type LinkChange = { at: Date; source?: ChangeSource };

/** HubSpot calculates properties of a deal from these, so that tying one changes the deal. */
const calculatedFrom: readonly ObjectType[] = ['companies', 'line_items'];

export function checkAssociationType(from: ObjectType, to: ObjectType, typeId: number): AssociationType {
  const type = associationTypeOf(from, to, typeId);
  if (type) return type;
  throw wrongType(from, typeId);
}

export function checkTarget(from: ObjectType, typeId: number): ObjectType {
  const target = targetOf(from, typeId);
  if (target) return target;
  throw wrongType(from, typeId);
}

function wrongType(from: ObjectType, typeId: number) {
  return invalid(`Association type ${typeId} is not valid from ${from}`, [
    {
      message: 'invalid association type',
      code: 'INVALID_ASSOCIATION_TYPE',
      context: { typeId: [String(typeId)] },
    },
  ]);
}

/** Ties two records, in both directions at once. */
export function link(portal: Portal, ends: Ends, type: AssociationType, change: LinkChange): void {
  findRecord(portal, ends.fromType, ends.fromId);
  findRecord(portal, ends.toType, ends.toId);
  if (type.label === 'Primary') unlinkPrimary(portal, ends, type, change);
  addLinks(
    portal,
    [
      { ...ends, typeId: type.typeId },
      { ...reverse(ends), typeId: type.inverseTypeId },
    ],
    change,
  );
  if (type.impliesTypeId !== undefined) {
    link(portal, ends, checkAssociationType(ends.fromType, ends.toType, type.impliesTypeId), change);
  }
}

export function unlinkAll(portal: Portal, ends: Ends, change: LinkChange): void {
  removeLinks(portal, change, (kept) => isBetween(kept, ends) || isBetween(kept, reverse(ends)));
}

export function linksFrom(
  portal: Portal,
  from: { type: ObjectType; id: string },
  toType: ObjectType,
): Link[] {
  return portal.links.filter(
    (candidate) =>
      candidate.fromType === from.type && candidate.fromId === from.id && candidate.toType === toType,
  );
}

function unlinkPrimary(portal: Portal, ends: Ends, type: AssociationType, change: LinkChange): void {
  const from = { type: ends.fromType, id: ends.fromId };
  const earlier = linksFrom(portal, from, ends.toType).filter(
    ({ typeId, toId }) => typeId === type.typeId && toId !== ends.toId,
  );
  for (const old of earlier) {
    removeLinks(
      portal,
      change,
      (kept) =>
        (kept.typeId === type.typeId && isBetween(kept, old)) ||
        (kept.typeId === type.inverseTypeId && isBetween(kept, reverse(old))),
    );
  }
}

function addLinks(portal: Portal, links: readonly Link[], change: LinkChange): void {
  const added = links.filter(
    (link) => !portal.links.some((kept) => kept.typeId === link.typeId && isBetween(kept, link)),
  );
  portal.links.push(...added);
  for (const link of added) tell(portal, { link, isRemoved: false }, change);
}

function removeLinks(portal: Portal, change: LinkChange, isGone: (link: Link) => boolean): void {
  const gone = portal.links.filter(isGone);
  portal.links = portal.links.filter((kept) => !isGone(kept));
  for (const link of gone) tell(portal, { link, isRemoved: true }, change);
}

/** HubSpot tells of a tie once for each end. */
function tell(
  portal: Portal,
  association: { link: Link; isRemoved: boolean },
  { at, source = somebody }: LinkChange,
): void {
  const { fromType, fromId, toType } = association.link;
  const record = recordsOf(portal, fromType).get(fromId);
  if (!record) return;
  if (fromType === 'deals' && calculatedFrom.includes(toType)) touch(portal, record, at);
  portal.emit({ kind: 'associationChange', record, at, source, association });
}

function reverse(ends: Ends): Ends {
  return { fromType: ends.toType, fromId: ends.toId, toType: ends.fromType, toId: ends.fromId };
}

function isBetween(candidate: Link, ends: Ends): boolean {
  return (
    candidate.fromType === ends.fromType &&
    candidate.fromId === ends.fromId &&
    candidate.toType === ends.toType &&
    candidate.toId === ends.toId
  );
}
