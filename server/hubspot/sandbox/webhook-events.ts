import type { RecordEvent } from './history.ts';
import { objectTypes } from './object-types.ts';
import type { Portal } from './portal.ts';
import type { SandboxState } from './state.ts';

export type WebhookEvent = Record<string, string | number | readonly number[]>;

/** An event on its way: attempts are counted from 0, as HubSpot does. */
export type PendingEvent = { body: WebhookEvent; attempt: number; dueAtMs: number };

const lastEventId = 4_000_000_000;

/** Queues what the app subscribed to, as often as the mischief wants. */
export function queueEvent(state: SandboxState, portal: Portal, event: RecordEvent): void {
  const settings = state.webhooks.settings;
  if (settings === null || event.record.type !== 'deals') return;
  const wanted = settings.subscriptions.filter(
    (one) =>
      one.subscriptionType === `object.${event.kind}` &&
      (one.propertyName === undefined || one.propertyName === event.property?.name),
  );
  for (const { subscriptionId } of wanted) {
    const { mischief } = settings;
    state.webhooks.made += 1;
    const count = state.webhooks.made;
    const eventId = mischief.eventIds === null ? lastEventId + count : count % mischief.eventIds;
    const body = bodyOf(settings.shape, portal, event, { subscriptionId, eventId });
    const dueAtMs = event.at.getTime();
    if (mischief.dropEvery !== null && count % mischief.dropEvery === 0) {
      state.webhooks.dropped.push(body);
      continue;
    }
    state.webhooks.pending.push({ body, attempt: 0, dueAtMs });
    if (mischief.repeatEvery !== null && count % mischief.repeatEvery === 0)
      state.webhooks.pending.push({ body, attempt: 0, dueAtMs });
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
