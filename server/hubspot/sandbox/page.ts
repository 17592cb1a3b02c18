import type { ForwardPaging } from '@hubspot/api-client/lib/codegen/crm/deals/index.js';
import type { Wire } from './wire-type.ts';

type Page<Item> = { items: Item[]; paging?: Wire<ForwardPaging> };

type Cut<Item> = {
  items: readonly Item[];
  limit: number;
  after: string | undefined;
  cursorOf: (item: Item) => number;
};

/** The cursor is the last item's number: what is added or removed meanwhile is neither repeated nor skipped. */
export function pageByCursor<Item>({ items, limit, after, cursorOf }: Cut<Item>): Page<Item> {
  const start = after === undefined ? 0 : items.findIndex((item) => cursorOf(item) > Number(after));
  const rest = start < 0 ? [] : items.slice(start);
  const cut = rest.slice(0, limit);
  const last = cut.at(-1);
  if (last === undefined || rest.length <= limit) return { items: cut };
  const cursor = String(cursorOf(last));
  return { items: cut, paging: { next: { after: cursor, link: `?after=${cursor}` } } };
}
