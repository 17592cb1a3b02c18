import { type AccountEndpoint, parseMoney, printMoney } from '@dealfloor/price-book';
import { sharePercent } from '../estimate/cost-rows.ts';
import { foldSmall, sumOf } from '../estimate/fold-small.ts';
import { centsColumn, costParts, sumOfKnown } from './cents-column.ts';

/** One endpoint in whole cents; null is unknown. */
type MixRow = {
  readonly key: string;
  readonly label: string;
  readonly calls: string;
  readonly variableCents: bigint | null;
  readonly sharedCents: bigint | null;
  readonly costCents: bigint | null;
};

export type MixTable = {
  readonly rows: readonly (MixRow & { readonly sharePercent: string | null })[];
  readonly calls: string;
  readonly variableCents: bigint;
  readonly sharedCents: bigint;
  readonly costCents: bigint;
  readonly isKnown: boolean;
};

/** The endpoints in cents that add up both ways, dearest first; small rows fold, none is lost. */
export function mixTable(endpoints: readonly AccountEndpoint[]): MixTable {
  const [variableTotal, sharedTotal] = totalCents(endpoints);
  const variable = centsColumn(
    endpoints.map((endpoint) => endpoint.variableUsd),
    variableTotal,
  );
  const shared = centsColumn(
    endpoints.map((endpoint) => endpoint.sharedUsd),
    sharedTotal,
  );
  const rows = endpoints.map(({ endpoint, label, billableCalls }, index): MixRow => {
    const [variableCents = null, sharedCents = null] = [variable[index], shared[index]];
    const costCents = variableCents === null || sharedCents === null ? null : variableCents + sharedCents;
    return { key: endpoint, label, calls: billableCalls, variableCents, sharedCents, costCents };
  });
  const costCents = sumOfKnown(rows.map((row) => row.costCents));
  return {
    rows: foldSmall(rows, merged).map((row) => ({
      ...row,
      sharePercent: row.costCents === null ? null : sharePercent(row.costCents, costCents),
    })),
    calls: sumOf(rows.map((row) => BigInt(row.calls))).toString(),
    variableCents: sumOfKnown(variable),
    sharedCents: sumOfKnown(shared),
    costCents,
    isKnown: rows.every((row) => row.costCents !== null),
  };
}

/** The two columns' totals, which together are the cents of the whole. */
function totalCents(endpoints: readonly AccountEndpoint[]): readonly [bigint, bigint] {
  const total = (amounts: readonly (string | null)[]) =>
    printMoney(sumOf(amounts.filter((amount) => amount !== null).map(parseMoney)));
  return costParts(
    total(endpoints.map((each) => each.variableUsd)),
    total(endpoints.map((each) => each.sharedUsd)),
  );
}

function merged(small: readonly MixRow[]): MixRow {
  const sum = (cents: readonly (bigint | null)[]) => (cents.includes(null) ? null : sumOfKnown(cents));
  return {
    key: 'smaller',
    label: `${small.length} smaller lines`,
    calls: sumOf(small.map((row) => BigInt(row.calls))).toString(),
    variableCents: sum(small.map((row) => row.variableCents)),
    sharedCents: sum(small.map((row) => row.sharedCents)),
    costCents: sum(small.map((row) => row.costCents)),
  };
}
