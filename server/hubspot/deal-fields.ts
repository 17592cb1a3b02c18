/** Which deal properties of an account hold what we read; seats stand in none of HubSpot's own. */
export type DealFields = {
  readonly amount: string;
  readonly currency: string;
  readonly closeDate: string;
  readonly seats: string | null;
};

/** HubSpot's own properties, which hold until an admin maps others. */
export const HUBSPOT_FIELDS: DealFields = {
  amount: 'amount',
  currency: 'deal_currency_code',
  closeDate: 'closedate',
  seats: null,
};
