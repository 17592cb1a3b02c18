import { associationTypeOf } from './association-types.ts';
import { objectTypes } from './object-types.ts';
import type { Link, Portal, RecordEvent } from './portal.ts';
import type { WebhookEvent, WebhookState } from './webhook-state.ts';

const lastEventId = 4_000_000_000;

/** Queues what the app subscribed to, as often as the mischief wants. */
export function queueEvent(webhooks: WebhookState, portal: Portal, event: RecordEvent): void {
  const { settings } = webhooks;
  if (settings === null || event.record.type !== 'deals') return;
  const wanted = settings.subscriptions.filter(
    (one) =>
      one.subscriptionType === `object.${event.kind}` &&
      (one.propertyName === undefined || one.propertyName === event.property?.name),
  );
  for (const { subscriptionId } of wanted) {
    const { mischief } = settings;
    webhooks.made += 1;
    const count = webhooks.made;
    const eventId = mischief.eventIds === null ? lastEventId + count : count % mischief.eventIds;
    const body = bodyOf(settings.shape, portal, event, { subscriptionId, eventId });
    const dueAtMs = event.at.getTime();
    if (mischief.dropEvery !== null && count % mischief.dropEvery === 0) {
      webhooks.dropped.push(body);
      continue;
    }
    webhooks.pending.push({ body, attempt: 0, dueAtMs });
    if (mischief.repeatEvery !== null && count % mischief.repeatEvery === 0)
      webhooks.pending.push({ body, attempt: 0, dueAtMs });
  }
}

type Ids = { subscriptionId: number; eventId: number };

type Shape = 'project' | 'legacy';

function bodyOf(shape: Shape, portal: Portal, event: RecordEvent, ids: Ids): WebhookEvent {
  const { kind, record, at, source, property, mergedIds, association } = event;
  const { typeId, singular } = objectTypes[record.type];
  const flags = { creation: 'CREATED', deletion: 'DELETED' } as const;
  return {
    ...ids,
    portalId: Number(portal.portalId),
    appId: Number(portal.appId),
    occurredAt: at.getTime(),
    changeSource: source.sourceType,
    ...(source.sourceId !== undefined && { sourceId: source.sourceId }),
    subscriptionType: `${shape === 'project' ? 'object' : singular}.${kind}`,
    ...(association
      ? associationBody(shape, association)
      : { objectId: Number(record.id), ...(shape === 'project' && { objectTypeId: typeId }) }),
    ...(property && { propertyName: property.name, propertyValue: property.value }),
    ...((kind === 'creation' || kind === 'deletion') && { changeFlag: flags[kind] }),
    ...(mergedIds && { primaryObjectId: Number(record.id), mergedObjectIds: mergedIds.map(Number) }),
  };
}

/** It names both ends and no object; the older form names their kinds in one word alone. */
function associationBody(
  shape: Shape,
  { link, isRemoved }: { link: Link; isRemoved: boolean },
): WebhookEvent {
  const { fromType, fromId, toType, toId, typeId } = link;
  const [from, to] = [objectTypes[fromType], objectTypes[toType]];
  return {
    fromObjectId: Number(fromId),
    toObjectId: Number(toId),
    associationRemoved: isRemoved,
    isPrimaryAssociation: associationTypeOf(fromType, toType, typeId)?.label === 'Primary',
    ...(shape === 'project'
      ? {
          fromObjectTypeId: from.typeId,
          toObjectTypeId: to.typeId,
          associationTypeId: typeId,
          associationCategory: 'HUBSPOT_DEFINED',
        }
      : { associationType: `${from.singular}_TO_${to.singular}`.toUpperCase() }),
  };
}
