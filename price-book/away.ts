import { z } from 'zod';
import { IdempotencyKey } from './idempotency-key.ts';
import { Person, Viewer } from './person.ts';
import { Day } from './price-book.ts';

/** Somebody will be away from a UTC day to a UTC day, both included, and another decides for them. */
export const AwayInput = z
  .strictObject({
    idempotencyKey: IdempotencyKey,
    startsOn: Day,
    endsOn: Day,
    delegateId: z.string().min(1).max(40),
    mayDecideLoss: z.boolean(),
  })
  .refine(({ startsOn, endsOn }) => startsOn <= endsOn, {
    message: 'The last day is not before the first.',
    path: ['endsOn'],
  })
  .meta({ id: 'AwayInput' });
export type AwayInput = z.infer<typeof AwayInput>;

/** An absence of the viewer that is not over: it ends by itself after its last day. */
export const PlannedAbsence = z
  .strictObject({
    id: z.string(),
    startsOn: Day,
    endsOn: Day,
    isNow: z.boolean(),
    mayDecideLoss: z.boolean(),
    chain: z.array(Person).describe('Who decides, and who for them while they are away too; at most three.'),
    decides: Person.nullable().describe('Where that ends; null when nobody is left and finance decides.'),
  })
  .meta({ id: 'PlannedAbsence' });
export type PlannedAbsence = z.infer<typeof PlannedAbsence>;

/** Somebody who can be chosen as delegate, and when they are away themselves. */
export const Delegate = Person.extend({
  away: z.array(z.strictObject({ startsOn: Day, endsOn: Day, to: Person })),
}).meta({ id: 'Delegate' });
export type Delegate = z.infer<typeof Delegate>;

/** When the viewer is away, for whom they decide today, and whom they may choose. */
export const Away = z
  .strictObject({
    viewer: Viewer,
    today: Day,
    absences: z.array(PlannedAbsence),
    standsInFor: z.array(Person.extend({ until: Day })),
    delegates: z.array(Delegate),
  })
  .meta({ id: 'Away' });
export type Away = z.infer<typeof Away>;
