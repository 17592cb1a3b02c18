import type { Lane } from './deliver.ts';

/** Tells workflows that wait at our action how it ended; what HubSpot refuses is kept for a person. */
export const workflowLane: Lane = {
  name: 'workflow',
  mustWait: ({ hubspot }, portalId) => hubspot.isScarce(portalId),
  tell: async ({ hubspot }, { portalId }, effect) => {
    if (effect.kind !== 'complete-callback')
      throw new Error(`invariant: ${effect.kind} travels by another lane`);
    const outputFields = { hs_execution_state: 'SUCCESS', margin_decision: effect.decision };
    await hubspot.completeCallback(portalId, effect.callbackId, outputFields);
  },
};
