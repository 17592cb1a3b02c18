import { z } from 'zod';

const Id = z.union([z.int().nonnegative(), z.string().regex(/^\d{1,19}$/)]);
const Word = z.string().min(1).max(100);
const TypeId = z.string().regex(/^\d+-\d+$/);

/** One event in either form that HubSpot sends; its value is left unread, for an event is only a hint. */
const Event = z
  .object({
    eventId: Id,
    subscriptionId: Id,
    portalId: Id,
    appId: Id,
    occurredAt: z.int().min(0).max(8_640_000_000_000_000),
    subscriptionType: Word.optional(),
    eventType: Word.optional(),
    objectId: Id.optional(),
    objectTypeId: TypeId.optional(),
    fromObjectId: Id.optional(),
    fromObjectTypeId: TypeId.optional(),
    toObjectTypeId: TypeId.optional(),
    associationType: Word.optional(),
    propertyName: Word.nullish(),
    changeSource: Word.nullish(),
    sourceId: z.string().max(200).nullish(),
    mergedObjectIds: z.array(Id).max(100).optional(),
  })
  .refine((event) => (event.subscriptionType ?? event.eventType) !== undefined);
type Event = z.infer<typeof Event>;

/** What one event says of one object. */
export type Hint = {
  readonly portalId: string;
  readonly subscriptionId: string;
  readonly objectTypeId: string;
  readonly objectId: string;
  readonly propertyName: string;
  readonly occurredAt: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly changeSource: string | null;
  readonly sourceId: string | null;
  /** Our own write coming back; there is nothing to read again. */
  readonly isOurs: boolean;
};

export const DEAL_TYPE = '0-3';

/** The older form names the object in the type: `deal.propertyChange`. */
const TYPE_OF_NOUN: Readonly<Record<string, string>> = { contact: '0-1', company: '0-2', deal: DEAL_TYPE };

/** Companies and line items: what else a deal is tied to, such as every e-mail, changes nothing here. */
const TIES_READ: readonly string[] = ['0-2', '0-8'];

/** The hints of an event, none when it is no event that we know: a merge is about every deal in it. */
export function hintsOf(event: unknown): Hint[] {
  const parsed = Event.safeParse(event);
  if (!parsed.success || isOtherTie(parsed.data)) return [];
  const { data } = parsed;
  const eventType = data.subscriptionType ?? data.eventType ?? '';
  const hint = {
    portalId: String(data.portalId),
    subscriptionId: String(data.subscriptionId),
    objectTypeId: data.objectTypeId ?? data.fromObjectTypeId ?? typeOfNoun(eventType),
    propertyName: data.propertyName ?? '',
    occurredAt: new Date(data.occurredAt).toISOString(),
    eventId: String(data.eventId),
    eventType,
    changeSource: data.changeSource ?? null,
    sourceId: data.sourceId ?? null,
    isOurs: isOurs(data),
  };
  const { objectId = data.fromObjectId, mergedObjectIds = [] } = data;
  const objectIds = objectId === undefined ? mergedObjectIds : [objectId, ...mergedObjectIds];
  return objectIds.map((id) => ({ ...hint, objectId: String(id) }));
}

function typeOfNoun(eventType: string): string {
  const [noun = ''] = eventType.split('.');
  return TYPE_OF_NOUN[noun] ?? noun;
}

/** A tie names both of its ends and no object; the older form names their kinds in one word. */
function isOtherTie({ toObjectTypeId, associationType }: Event): boolean {
  if (toObjectTypeId !== undefined) return !TIES_READ.includes(toObjectTypeId);
  return associationType !== undefined && !/_TO_(COMPANY|LINE_ITEM)/.test(associationType);
}

/** HubSpot names the app that wrote, and its own properties no other writes. */
function isOurs({ appId, changeSource, sourceId, propertyName }: Event): boolean {
  if (propertyName?.startsWith('dealfloor_')) return true;
  return changeSource === 'INTEGRATION' && sourceId === String(appId);
}
