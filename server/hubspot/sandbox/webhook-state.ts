import type { WebhookSettings } from './webhook-settings.ts';

export type WebhookEvent = Record<string, string | number | boolean | readonly number[]>;

/** An event on its way: attempts are counted from 0, as HubSpot does. */
export type PendingEvent = { body: WebhookEvent; attempt: number; dueAtMs: number };

export type Delivery = { at: string; events: number; status: number };

export type WebhookState = {
  settings: WebhookSettings | null;
  made: number;
  pending: PendingEvent[];
  /** What never arrived: kept back by mischief, refused for good, or given up. */
  dropped: WebhookEvent[];
  deliveries: Delivery[];
};
