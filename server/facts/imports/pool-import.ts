import { readAmount, readOptionalText, readPastDay } from './cells.ts';
import type { ImportKind } from './import-kind.ts';
import { type PoolRow, poolStore } from './pool-store.ts';

/** What a pool is called whose file names no components. */
const WHOLE = 'total';

/** Shared cost of days by component, or as one sum. */
export const poolImport: ImportKind<PoolRow> = {
  name: 'pool',
  header: {
    columns: [
      { name: 'event_date', aliases: ['date', 'day'] },
      { name: 'component', optional: true },
      { name: 'amount_usd', aliases: ['total_usd'] },
    ],
  },
  read: (cells, { today }, findings) => {
    const eventDate = readPastDay(cells, 'event_date', today);
    const component = readOptionalText(cells, 'component') ?? WHOLE;
    const amountNanoUsd = readAmount(cells, 'amount_usd', findings);
    findings.days.add(eventDate);
    return { eventDate, component, amountNanoUsd };
  },
  store: poolStore,
};
