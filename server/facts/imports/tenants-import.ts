import { CostClass, KeyMode } from '@dealfloor/price-book';
import { type Cells, readDay, readId, readOptionalText, readText, readWord } from './cells.ts';
import type { ImportKind, Surroundings } from './import-kind.ts';
import { RowFault } from './row-fault.ts';
import { type TenantRow, tenantsStore } from './tenants-store.ts';

/** Accounts, each row as it stands from a day on: another plan or key mode is another row. */
export const tenantsImport: ImportKind<TenantRow> = {
  name: 'tenants',
  header: {
    columns: [
      { name: 'tenant_id', aliases: ['tenant'] },
      { name: 'effective_from', aliases: ['from', 'since'] },
      { name: 'name', aliases: ['account', 'account_name'] },
      { name: 'plan' },
      { name: 'key_mode' },
      { name: 'cost_class', optional: true },
      { name: 'owner_id', aliases: ['hubspot_owner_id'], optional: true },
      { name: 'cohort', optional: true },
      { name: 'company_id', aliases: ['hubspot_company_id'], optional: true },
      { name: 'deal_id', aliases: ['hubspot_deal_id'], optional: true },
      { name: 'use_case', optional: true },
    ],
  },
  read: (cells, surroundings, findings) => {
    const effectiveFrom = readDay(cells, 'effective_from');
    const plan = readText(cells, 'plan');
    const row = {
      tenantId: readId(cells, 'tenant_id'),
      effectiveFrom,
      name: readText(cells, 'name'),
      plan,
      keyMode: readWord(cells, 'key_mode', KeyMode.options),
      costClass: costClassOf(cells, plan, effectiveFrom, surroundings),
      ownerId: readNumber(cells, 'owner_id'),
      cohort: readOptionalText(cells, 'cohort'),
      companyId: readNumber(cells, 'company_id'),
      dealId: readNumber(cells, 'deal_id'),
      useCase: readOptionalText(cells, 'use_case'),
    };
    findings.tenants.add(row.tenantId);
    findings.days.add(effectiveFrom);
    return row;
  },
  store: tenantsStore,
};

/** Trial and free plans are a sales cost; the price book in force (or the first, for a day before it) knows them. */
function costClassOf(cells: Cells, plan: string, day: string, { books }: Surroundings): CostClass {
  if ((cells.get('cost_class') ?? '') !== '') return readWord(cells, 'cost_class', CostClass.options);
  const inForce = books.findLast(({ book }) => book.effectiveFrom !== null && book.effectiveFrom <= day);
  const known = (inForce ?? books[0])?.plans.get(plan);
  if (known) return known.class === 'paid' ? 'cogs' : 'cac';
  throw new RowFault(
    cells.row,
    `plan ${plan} is not in the price book, so cost_class must say cogs (it pays) or cac (a trial)`,
  );
}

/** HubSpot's ids are numbers; a name in their place would be a person's. */
function readNumber(cells: Cells, column: string): string | null {
  const text = readOptionalText(cells, column);
  if (text === null || /^\d{1,20}$/.test(text)) return text;
  throw new RowFault(cells.row, `${column} is no number; write the id that HubSpot shows`);
}
