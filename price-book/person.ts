import { z } from 'zod';

/** What a person may do: sellers size and ask, finance and the CFO decide, admins set up. */
export const Role = z
  .enum(['ae', 'manager', 'finance', 'cfo', 'csm', 'data-engineer', 'admin'])
  .meta({ id: 'Role' });
export type Role = z.infer<typeof Role>;

/** A person by their HubSpot user id, which is not their owner id. */
export const Person = z.strictObject({ userId: z.string(), name: z.string() }).meta({ id: 'Person' });
export type Person = z.infer<typeof Person>;

/** The person who is looking, and their roles. */
export const Viewer = z
  .strictObject({ userId: z.string(), name: z.string(), portalId: z.string(), roles: z.array(Role) })
  .meta({ id: 'Viewer' });
export type Viewer = z.infer<typeof Viewer>;
