import { type ChangeSource, calculation } from './change-source.ts';
import { keepHistory } from './history.ts';
import { checkAssociationType, link, linksFrom } from './links.ts';
import { type Portal, type RecordEvent, recordsOf, type SandboxRecord } from './portal.ts';
import { createRecord, type GivenProperties, touch } from './records.ts';

/** A line item of a deal, as a salesperson adds it. */
export function plantLineItem(
  portal: Portal,
  dealId: string,
  item: { id: string; properties: GivenProperties; at: Date; source?: ChangeSource },
): void {
  createRecord(portal, { type: 'line_items', ...item });
  link(
    portal,
    { fromType: 'line_items', fromId: item.id, toType: 'deals', toId: dealId },
    checkAssociationType('line_items', 'deals', 20),
    item,
  );
}

/** HubSpot's own sums follow a line item that was added, changed or taken away, whoever did it. */
export function followLineItems(portal: Portal, { record, at, association }: RecordEvent): void {
  if (record.type !== 'line_items') return;
  const links = association ? [association.link] : linksFrom(portal, record, 'deals');
  for (const { toId } of links) {
    const deal = recordsOf(portal, 'deals').get(toId);
    if (deal) recalculate(portal, deal, at);
  }
}

function recalculate(portal: Portal, deal: SandboxRecord, at: Date): void {
  const earlier = new Map(deal.properties);
  const perMonth = recurringPerMonth(portal, deal);
  if ((earlier.get('hs_mrr') ?? '') === inUnits(perMonth, 1n)) return;
  deal.properties.set('hs_mrr', inUnits(perMonth, 1n));
  deal.properties.set('hs_arr', inUnits(perMonth, 12n));
  touch(portal, deal, at);
  keepHistory(portal, deal, { earlier, at, source: calculation });
}

/** Months that one price of a line item pays for; what bills once counts in no recurring revenue. */
const MONTHS: Readonly<Record<string, number>> = {
  monthly: 1,
  quarterly: 3,
  per_six_months: 6,
  annually: 12,
  per_two_years: 24,
  per_three_years: 36,
};

/** What a deal's line items bring a month, whatever its amount says; null when none of them recurs. */
function recurringPerMonth(portal: Portal, deal: SandboxRecord): bigint | null {
  const items = linksFrom(portal, deal, 'line_items')
    .map(({ toId }) => recordsOf(portal, 'line_items').get(toId))
    .filter((item) => item !== undefined)
    .filter(
      (item) => item.archivedAt === null && MONTHS[item.properties.get('recurringbillingfrequency') ?? ''],
    );
  if (items.length === 0) return null;
  return items.map(monthlyCents).reduce((sum, cents) => sum + cents, 0n);
}

/** Price × quantity less the discount, by the months of the billing period, rounded half up to the cent. */
function monthlyCents(item: SandboxRecord): bigint {
  const value = (name: string, otherwise: string) => scaled(item.properties.get(name) || otherwise);
  const months = BigInt(MONTHS[item.properties.get('recurringbillingfrequency') ?? ''] ?? 1);
  const left = 100n * SCALE - value('hs_discount_percentage', '0');
  const exact = value('price', '0') * value('quantity', '1') * left;
  const oneCent = (months * SCALE * SCALE * 100n * SCALE) / 100n;
  return (exact + oneCent / 2n) / oneCent;
}

const SCALE = 1_000_000n;

function scaled(text: string): bigint {
  const [whole = '0', digits = ''] = text.split('.');
  return BigInt(whole) * SCALE + BigInt(digits.padEnd(6, '0').slice(0, 6));
}

/** Empty where there is nothing: HubSpot tells that as null. */
function inUnits(perMonth: bigint | null, months: bigint): string {
  if (perMonth === null) return '';
  const cents = perMonth * months;
  return `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
}
