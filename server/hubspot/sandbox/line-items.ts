import { checkAssociationType, link, linksFrom } from './links.ts';
import { type Portal, recordsOf, type SandboxRecord } from './portal.ts';
import { createRecord, type GivenProperties } from './records.ts';

/** A line item of a deal, as a salesperson adds it. */
export function plantLineItem(
  portal: Portal,
  dealId: string,
  item: { id: string; properties: GivenProperties; at: Date },
): void {
  createRecord(portal, { type: 'line_items', ...item });
  link(
    portal,
    { fromType: 'line_items', fromId: item.id, toType: 'deals', toId: dealId },
    checkAssociationType('line_items', 'deals', 20),
  );
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

/** What HubSpot calculates from a deal's line items, whatever its amount says; null when none of them recurs. */
export function dealCalculation(portal: Portal, deal: SandboxRecord, property: string): string | null {
  const items = linksFrom(portal, deal, 'line_items')
    .map(({ toId }) => recordsOf(portal, 'line_items').get(toId))
    .filter((item) => item !== undefined)
    .filter(
      (item) => item.archivedAt === null && MONTHS[item.properties.get('recurringbillingfrequency') ?? ''],
    );
  if (items.length === 0) return null;
  const perMonth = items.map(monthlyCents).reduce((sum, cents) => sum + cents, 0n);
  return inUnits(property === 'hs_arr' ? perMonth * 12n : perMonth);
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

function inUnits(cents: bigint): string {
  return `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
}
