import type { z } from 'zod';
import type { Account } from './account.ts';
import { brokenAnswer } from './upstream-error.ts';
import { pageOf } from './wire.ts';

const pageLimit = '100';

type Pages<Item extends z.ZodType> = {
  operation: string;
  path: string;
  query?: Readonly<Record<string, string>>;
  item: Item;
};

/** Every page of a list, in HubSpot's order. A cursor that repeats would never end, so it is refused. */
export async function readPages<Item extends z.ZodType>(
  { call }: Pick<Account, 'call'>,
  pages: Pages<Item>,
): Promise<z.output<Item>[]> {
  const items: z.output<Item>[] = [];
  const seen = new Set<string>();
  let after: string | undefined;
  do {
    const page = await call({
      operation: pages.operation,
      method: 'GET',
      path: pages.path,
      query: { ...pages.query, limit: pageLimit, ...(after !== undefined && { after }) },
      statuses: [200],
      answer: pageOf(pages.item),
    });
    items.push(...page.results);
    after = page.paging?.next?.after;
    if (after !== undefined && seen.has(after)) throw brokenAnswer(pages.operation, 200);
    if (after !== undefined) seen.add(after);
  } while (after !== undefined);
  return items;
}
