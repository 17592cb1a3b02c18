import { readAmount, readId, readPastDay } from './cells.ts';
import type { ImportKind } from './import-kind.ts';
import { type RevenueRow, revenueStore } from './revenue-store.ts';
import { tenantOn } from './tenant-history.ts';

const OF_A_MONTH =
  'is of a month, and a sum over its days would count it thirty times. ' +
  'Divide it by the days of its month and name the column revenue_usd_day. Nothing was written.';

/** What accounts earned us on a day: the name of the column says that it is of the day. */
export const revenueImport: ImportKind<RevenueRow> = {
  name: 'revenue',
  header: {
    columns: [
      { name: 'event_date', aliases: ['date', 'day'] },
      { name: 'tenant_id', aliases: ['tenant'] },
      { name: 'revenue_usd_day', aliases: ['day_revenue_usd'] },
    ],
    wrong: {
      mrr: OF_A_MONTH,
      mrr_usd: OF_A_MONTH,
      revenue_usd_month: OF_A_MONTH,
      monthly_revenue: OF_A_MONTH,
    },
  },
  read: (cells, { today, tenants }, findings) => {
    const eventDate = readPastDay(cells, 'event_date', today);
    const tenantId = readId(cells, 'tenant_id');
    const dayRevenueNanoUsd = readAmount(cells, 'revenue_usd_day', findings);
    tenantOn(tenants, cells, tenantId, eventDate, findings);
    findings.tenants.add(tenantId);
    findings.days.add(eventDate);
    return { eventDate, tenantId, dayRevenueNanoUsd };
  },
  store: revenueStore,
};
