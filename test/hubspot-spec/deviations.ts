/** Where what travels differs from HubSpot's description on purpose, each with the reason. */
export const DEVIATIONS: readonly { readonly finding: RegExp; readonly reason: string }[] = [
  {
    finding: /answer\.(results\[\]\.)?properties\.\*: null$/,
    reason:
      'HubSpot sends null for an empty property, and its own client reads it so; the description says text.',
  },
  {
    finding: /batch\/read request\.propertiesWithHistory: missing$/,
    reason: 'The description demands it of every batch; HubSpot’s guides and examples leave it out.',
  },
  {
    finding: /\/search request\.after: missing$/,
    reason: 'The first page has no cursor; HubSpot’s own client sends none.',
  },
  {
    finding: /\/search request\.sorts\[\]: not a string$/,
    reason:
      'HubSpot’s guide sorts by an object of property and direction; the description knows texts alone.',
  },
  {
    finding: /pipelines\/.* 200 answer\.results\[\]\.stages\[\]\.writePermissions: missing$/,
    reason:
      'The sandbox answers both path families alike, and the older one has no such field; we read it nowhere.',
  },
];
