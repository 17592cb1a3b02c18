/** HubSpot closes an overlay by its id. */
export const SUBMIT_PANEL = 'dealfloor-submit';
