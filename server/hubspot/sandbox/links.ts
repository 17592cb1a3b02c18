import { type AssociationType, associationTypeOf, targetOf } from './association-types.ts';
import { invalid } from './hubspot-refusal.ts';
import type { ObjectType } from './object-types.ts';
import type { Link, Portal } from './portal.ts';
import { findRecord } from './records.ts';

type Ends = Omit<Link, 'typeId'>;

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
export function link(portal: Portal, ends: Ends, type: AssociationType): void {
  findRecord(portal, ends.fromType, ends.fromId);
  findRecord(portal, ends.toType, ends.toId);
  if (type.label === 'Primary') unlinkPrimary(portal, ends, type);
  addLink(portal, { ...ends, typeId: type.typeId });
  addLink(portal, { ...reverse(ends), typeId: type.inverseTypeId });
  if (type.impliesTypeId !== undefined) {
    link(portal, ends, checkAssociationType(ends.fromType, ends.toType, type.impliesTypeId));
  }
}

export function unlinkAll(portal: Portal, ends: Ends): void {
  portal.links = portal.links.filter((kept) => !isBetween(kept, ends) && !isBetween(kept, reverse(ends)));
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

function unlinkPrimary(portal: Portal, ends: Ends, type: AssociationType): void {
  const earlier = linksFrom(portal, { type: ends.fromType, id: ends.fromId }, ends.toType).filter(
    (candidate) => candidate.typeId === type.typeId,
  );
  for (const old of earlier) {
    portal.links = portal.links.filter(
      (kept) =>
        !(kept.typeId === type.typeId && isBetween(kept, old)) &&
        !(kept.typeId === type.inverseTypeId && isBetween(kept, reverse(old))),
    );
  }
}

function addLink(portal: Portal, added: Link): void {
  const isThere = portal.links.some((kept) => kept.typeId === added.typeId && isBetween(kept, added));
  if (!isThere) portal.links.push(added);
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
