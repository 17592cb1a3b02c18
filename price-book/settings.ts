import { z } from 'zod';
import { IdempotencyKey } from './idempotency-key.ts';
import { Viewer } from './person.ts';

/** What an admin sets up, in the order in which it is best done. */
export const CheckName = z
  .enum(['connection', 'properties', 'card', 'mapping', 'roles', 'notices', 'stage-gate'])
  .meta({ id: 'CheckName' });
export type CheckName = z.infer<typeof CheckName>;

/** One item of the checklist: how it stood when it was last looked at, and what to do where it is not right. */
export const CheckItem = z
  .strictObject({
    name: CheckName,
    title: z.string(),
    state: z.enum(['ok', 'not', 'unknown']),
    sentence: z.string(),
    toDo: z.string().nullable(),
    checkedAt: z.string().nullable().describe('Null when it was never looked at.'),
  })
  .meta({ id: 'CheckItem' });
export type CheckItem = z.infer<typeof CheckItem>;

/** How a HubSpot account is connected; no token is in it. */
export const ConnectionView = z
  .strictObject({
    portalId: z.string(),
    kind: z.enum(['static', 'oauth']),
    state: z.enum(['connected', 'reconnect', 'uninstalled']),
    hubDomain: z.string().nullable(),
    connectedAt: z.string(),
    banner: z.string().nullable().describe('What to tell people while HubSpot lets us in no more.'),
    scopes: z.array(
      z.strictObject({
        scope: z.string(),
        why: z.string(),
        granted: z.boolean().nullable().describe('Null where HubSpot does not say.'),
      }),
    ),
  })
  .meta({ id: 'ConnectionView' });
export type ConnectionView = z.infer<typeof ConnectionView>;

/** How the exchange with HubSpot goes; counts are since the service began. */
export const PortalHealth = z
  .strictObject({
    lastWebhookAt: z.string().nullable(),
    lastWriteBackAt: z.string().nullable(),
    waiting: z.int().describe('Rows that HubSpot has yet to be told.'),
    refused: z.array(
      z.strictObject({
        id: z.string(),
        dealId: z.string(),
        kind: z.string(),
        attempts: z.int(),
        reason: z.string(),
      }),
    ),
    calls: z.strictObject({
      answered: z.int(),
      rateLimited: z.int(),
      failed: z.int(),
      left: z
        .strictObject({ calls: z.int(), of: z.int() })
        .nullable()
        .describe('What HubSpot leaves of its window of ten seconds; null where it has not said so lately.'),
    }),
  })
  .meta({ id: 'PortalHealth' });
export type PortalHealth = z.infer<typeof PortalHealth>;

/** The whole set-up of a portal on one page. */
export const Checklist = z
  .strictObject({
    viewer: Viewer,
    items: z.array(CheckItem),
    connection: ConnectionView.nullable(),
    health: PortalHealth,
    leaves: z.string().describe('What stays when the app is taken out.'),
  })
  .meta({ id: 'Checklist' });
export type Checklist = z.infer<typeof Checklist>;

/** Ends a portal's connection; sent again it changes nothing. */
export const DisconnectInput = z
  .strictObject({ portalId: z.string().describe('Typed again, to be sure.') })
  .meta({ id: 'DisconnectInput' });

/** What ending it did, and what stays. */
export const Disconnected = z
  .strictObject({ revoked: z.boolean(), sentence: z.string() })
  .meta({ id: 'Disconnected' });
export type Disconnected = z.infer<typeof Disconnected>;

/** What would change in HubSpot's own approval rules at the stages that the policy guards; other rules are kept. */
export const PipelineRulesPlan = z
  .strictObject({
    state: z.enum(['unavailable', 'nothing-to-do', 'to-apply']),
    stages: z.array(
      z.strictObject({
        pipelineId: z.string(),
        stageId: z.string(),
        label: z.string(),
        change: z
          .enum(['add', 'change', 'remove', 'none', 'kept'])
          .describe('Kept is a rule of somebody else.'),
      }),
    ),
    sentence: z.string(),
  })
  .meta({ id: 'PipelineRulesPlan' });
export type PipelineRulesPlan = z.infer<typeof PipelineRulesPlan>;

/** Lets HubSpot itself ask finance before the guarded stages, as the plan shows. */
export const PipelineRulesInput = z
  .strictObject({ idempotencyKey: IdempotencyKey })
  .meta({ id: 'PipelineRulesInput' });
export type PipelineRulesInput = z.infer<typeof PipelineRulesInput>;

/** What provisioning would do to each of our deal properties; nothing that is there is changed unasked. */
export const ProvisioningPlan = z
  .strictObject({
    properties: z.array(
      z.strictObject({
        name: z.string(),
        label: z.string(),
        state: z.enum(['missing', 'right', 'different']),
        differences: z.array(z.string()),
      }),
    ),
    sentence: z.string(),
    pipelineRules: PipelineRulesPlan,
  })
  .meta({ id: 'ProvisioningPlan' });
export type ProvisioningPlan = z.infer<typeof ProvisioningPlan>;

/** Creates what is missing, and makes right those different ones that are named. */
export const ProvisioningInput = z
  .strictObject({ idempotencyKey: IdempotencyKey, replace: z.array(z.string()).max(50) })
  .meta({ id: 'ProvisioningInput' });
export type ProvisioningInput = z.infer<typeof ProvisioningInput>;
