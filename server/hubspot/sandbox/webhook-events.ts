import { objectTypes } from './object-types.ts';
import type { Portal, RecordEvent } from './portal.ts';
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

function bodyOf(shape: 'project' | 'legacy', portal: Portal, event: RecordEvent, ids: Ids): WebhookEvent {
  const { kind, record, at, source, property, mergedIds } = event;
  const { typeId, singular } = objectTypes[record.type];
  const flags = { creation: 'CREATED', deletion: 'DELETED' } as const;
  return {
    ...ids,
    portalId: Number(portal.portalId),
    appId: Number(portal.appId),
    occurredAt: at.getTime(),
    objectId: Number(record.id),
    changeSource: source.sourceType,
    ...(source.sourceId !== undefined && { sourceId: source.sourceId }),
    ...(shape === 'project'
      ? { subscriptionType: `object.${kind}`, objectTypeId: typeId }
      : { subscriptionType: `${singular}.${kind}` }),
    ...(property && { propertyName: property.name, propertyValue: property.value }),
    ...((kind === 'creation' || kind === 'deletion') && { changeFlag: flags[kind] }),
    ...(mergedIds && { primaryObjectId: Number(record.id), mergedObjectIds: mergedIds.map(Number) }),
  };
}
