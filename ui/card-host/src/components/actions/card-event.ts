/** The event that HubSpot hands to a card: a DOM event cannot cross to the worker. */
export type CardEvent = { type: string; bubbles: boolean; timeStamp: number; id: string };

export function cardEvent(type: string, id = ''): CardEvent {
  return { type, bubbles: true, timeStamp: performance.now(), id };
}

export type Href = string | { url: string; external?: boolean };

export function anchorOf(href: Href): { href: string; target?: '_blank'; rel?: 'noopener noreferrer' } {
  const { url, external } = typeof href === 'string' ? { url: href, external: isForeign(href) } : href;
  return external ? { href: url, target: '_blank', rel: 'noopener noreferrer' } : { href: url };
}

function isForeign(href: string): boolean {
  return /^https?:/.test(href);
}
