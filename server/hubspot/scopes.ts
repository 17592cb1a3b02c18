/** What the app asks of an account, and what each of it is for. */
export const HUBSPOT_SCOPES = [
  { scope: 'oauth', why: 'Lets the app be installed.' },
  {
    scope: 'crm.objects.deals.read',
    why: 'Reads amount, stage and owner of a deal before anything is said about it.',
  },
  { scope: 'crm.objects.deals.write', why: 'Writes the verdict and the sign-off on the deal.' },
  { scope: 'crm.schemas.deals.read', why: 'Looks whether the dealfloor_* properties are there.' },
  { scope: 'crm.schemas.deals.write', why: 'Creates the dealfloor_* properties once.' },
  { scope: 'crm.objects.companies.read', why: 'Names the customer, and finds the account of a company.' },
  { scope: 'crm.objects.contacts.read', why: 'HubSpot files tasks and notes here: finds the ones we made.' },
  {
    scope: 'crm.objects.contacts.write',
    why: 'HubSpot files tasks and notes here: opens and closes the approver’s task.',
  },
  { scope: 'crm.objects.owners.read', why: 'Knows whose deal it is, so that nobody decides their own.' },
] as const;

/** Asked for too, and left out where the account does not have it. */
export const OPTIONAL_HUBSPOT_SCOPES = [
  {
    scope: 'automation',
    why: 'Lets a workflow wait for the sign-off and go on by itself.',
    without: 'HubSpot takes no answer for a workflow that waits for a sign-off',
  },
] as const;

/** The scopes that we need and were not given. */
export function missingScopes(granted: readonly string[]): string[] {
  return HUBSPOT_SCOPES.map(({ scope }) => scope).filter((scope) => !granted.includes(scope));
}

/** What an account goes without that was not given the optional scopes, in sentences; empty where it has them all. */
export function goesWithout(granted: readonly string[]): string {
  return OPTIONAL_HUBSPOT_SCOPES.filter(({ scope }) => !granted.includes(scope))
    .map(({ scope, without }) => ` Without the permission ${scope}, ${without}.`)
    .join('');
}
