import { z } from 'zod';
import { dealfloorScopes } from './object-types.ts';
import { SeedPipeline, salesPipeline } from './pipeline.ts';

const Id = z.string().regex(/^[1-9]\d{0,14}$/);
const Properties = z.record(z.string(), z.string());

const SeedOwner = z.strictObject({
  id: Id,
  /** The person's id in signed requests; never the owner id. */
  userId: z.number().int().positive(),
  email: z.email(),
  firstName: z.string(),
  lastName: z.string(),
  archived: z.boolean().default(false),
});
export type SeedOwner = z.infer<typeof SeedOwner>;

const SeedRecord = z.strictObject({ id: Id, properties: Properties });

const SeedDeal = SeedRecord.extend({
  /** Becomes the deal's primary company. */
  companyId: Id.nullable().default(null),
  lineItems: z.array(SeedRecord).default([]),
});

/** How much HubSpot lets one app ask; left out, nothing is counted, since a clock that stands still never refills. */
const Limits = z.strictObject({
  perTenSeconds: z.int().positive(),
  perDay: z.int().positive(),
  searchesPerSecond: z.int().positive(),
});

const SeedPortal = z.strictObject({
  portalId: Id,
  token: z.string().min(8),
  appId: Id.default('1357911'),
  limits: Limits.nullable().default(null),
  scopes: z.array(z.string()).default([...dealfloorScopes]),
  owners: z.array(SeedOwner).default([]),
  companies: z.array(SeedRecord).default([]),
  contacts: z.array(SeedRecord).default([]),
  pipelines: z.array(SeedPipeline).min(1).default([salesPipeline]),
  deals: z.array(SeedDeal).default([]),
});
export type SeedPortal = z.infer<typeof SeedPortal>;

/** The accounts that the stand-in starts with. A portal that is already there is replaced. */
export const SandboxSeed = z.strictObject({ portals: z.array(SeedPortal).min(1) });
export type SandboxSeed = z.infer<typeof SandboxSeed>;
/** As written by hand: what has a default may be left out. */
export type SandboxSeedInput = z.input<typeof SandboxSeed>;
