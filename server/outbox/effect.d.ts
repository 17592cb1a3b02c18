import { z } from 'zod';
import type { OutboxLane } from '../db/outbox-tables.ts';
/** What is said to people, by whichever way it reaches them; every text is plain. */
export declare const Message: z.ZodObject<
  {
    id: z.ZodString;
    toUserId: z.ZodString;
    header: z.ZodString;
    lines: z.ZodArray<z.ZodString>;
    quote: z.ZodNullable<z.ZodString>;
    background: z.ZodNullable<z.ZodString>;
    link: z.ZodString;
    signOffId: z.ZodNullable<z.ZodString>;
  },
  z.core.$strict
>;
export type Message = z.infer<typeof Message>;
/** What the outside is to be told. Every effect is absolute or carries a token, so that telling it twice is harmless. */
export declare const Effect: z.ZodDiscriminatedUnion<
  [
    z.ZodObject<
      {
        kind: z.ZodLiteral<'deal-properties'>;
        properties: z.ZodRecord<z.ZodString, z.ZodString>;
      },
      z.core.$strict
    >,
    z.ZodObject<
      {
        kind: z.ZodLiteral<'open-task'>;
        token: z.ZodString;
        ownerId: z.ZodNullable<z.ZodString>;
        subject: z.ZodString;
        body: z.ZodString;
        dueAt: z.ZodString;
        priority: z.ZodEnum<{
          LOW: 'LOW';
          MEDIUM: 'MEDIUM';
          HIGH: 'HIGH';
        }>;
      },
      z.core.$strict
    >,
    z.ZodObject<
      {
        kind: z.ZodLiteral<'change-task'>;
        token: z.ZodString;
        ownerId: z.ZodOptional<z.ZodString>;
        priority: z.ZodOptional<
          z.ZodEnum<{
            LOW: 'LOW';
            MEDIUM: 'MEDIUM';
            HIGH: 'HIGH';
          }>
        >;
      },
      z.core.$strict
    >,
    z.ZodObject<
      {
        kind: z.ZodLiteral<'close-task'>;
        token: z.ZodString;
      },
      z.core.$strict
    >,
    z.ZodObject<
      {
        kind: z.ZodLiteral<'add-note'>;
        token: z.ZodString;
        lines: z.ZodArray<z.ZodString>;
      },
      z.core.$strict
    >,
    z.ZodObject<
      {
        kind: z.ZodLiteral<'slack-message'>;
        message: z.ZodObject<
          {
            id: z.ZodString;
            toUserId: z.ZodString;
            header: z.ZodString;
            lines: z.ZodArray<z.ZodString>;
            quote: z.ZodNullable<z.ZodString>;
            background: z.ZodNullable<z.ZodString>;
            link: z.ZodString;
            signOffId: z.ZodNullable<z.ZodString>;
          },
          z.core.$strict
        >;
      },
      z.core.$strict
    >,
    z.ZodObject<
      {
        kind: z.ZodLiteral<'email'>;
        message: z.ZodObject<
          {
            id: z.ZodString;
            toUserId: z.ZodString;
            header: z.ZodString;
            lines: z.ZodArray<z.ZodString>;
            quote: z.ZodNullable<z.ZodString>;
            background: z.ZodNullable<z.ZodString>;
            link: z.ZodString;
            signOffId: z.ZodNullable<z.ZodString>;
          },
          z.core.$strict
        >;
      },
      z.core.$strict
    >,
  ],
  'kind'
>;
export type Effect = z.infer<typeof Effect>;
export type EffectKind = Effect['kind'];
/** Which lane carries what: what holds up one of them never holds up another. */
export declare const LANE_OF: Readonly<Record<EffectKind, OutboxLane>>;
