import type { ValueWithTimestamp } from '@hubspot/api-client/lib/codegen/crm/deals/index.js';
import type { Wire } from './wire-type.ts';

/** Who changed a value, in the words of HubSpot's property history. */
export type ChangeSource = {
  sourceType: 'CRM_UI' | 'INTEGRATION' | 'AUTOMATION_PLATFORM' | 'CALCULATED';
  sourceId?: string;
  updatedByUserId?: number;
};

export type PropertyVersion = Wire<ValueWithTimestamp>;

/** Somebody in HubSpot's own pages. */
export const somebody: ChangeSource = { sourceType: 'CRM_UI' };

/** What HubSpot calculates by itself. */
export const calculation: ChangeSource = { sourceType: 'CALCULATED' };

export function byUser(userId: number): ChangeSource {
  return { sourceType: 'CRM_UI', sourceId: `userId:${userId}`, updatedByUserId: userId };
}

export function byApp(appId: string): ChangeSource {
  return { sourceType: 'INTEGRATION', sourceId: appId };
}

export function byWorkflow(workflowId: string): ChangeSource {
  return { sourceType: 'AUTOMATION_PLATFORM', sourceId: workflowId };
}
