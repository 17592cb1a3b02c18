import { NANO, printMoney } from '@dealfloor/price-book';
import { type Cells, readAmount, readKnownAmount } from './cells.ts';
import type { Findings } from './findings.ts';
import type { Surroundings } from './import-kind.ts';
import { RowFault } from './row-fault.ts';
import type { OptionalCostColumn } from './tenant-cost-columns.ts';

/** What a row says it cost: the total is held against its parts, and the parts against their meters. */
export function readCost(cells: Cells, { options }: Surroundings, findings: Findings) {
  const shared = readKnownAmount(cells, 'allocated_shared', findings);
  const stated = readKnownAmount(cells, 'variable_cost', findings);
  const variable = withTotal(cells, stated, shared, options.allowMismatch, findings);
  const meters = readMeters(cells, findings);
  if (variable !== null) refuseOtherSum(cells, variable, Object.values(meters));
  const customer = cells.get('customer_cost') === null ? 0n : readAmount(cells, 'customer_cost', findings);
  return { ...meters, variableNanoUsd: variable, sharedNanoUsd: shared, customerNanoUsd: customer };
}

function refuseOtherSum(cells: Cells, variable: bigint, meters: readonly (bigint | null)[]): void {
  if (meters.every((amount) => amount === null)) return;
  const sum = meters.reduce<bigint>((total, amount) => total + (amount ?? 0n), 0n);
  if (sum === variable) return;
  const sentence = `variable_cost ${cells.get('variable_cost')} but its meters sum to ${inCents(sum)}`;
  throw new RowFault(cells.row, sentence);
}

/** Where a file gives the sum alone, what each meter cost is unknown. */
function readMeters(cells: Cells, findings: Findings) {
  const read = (column: OptionalCostColumn) =>
    cells.get(column) === null ? null : readKnownAmount(cells, column, findings);
  return {
    creditNanoUsd: read('credit_cost'),
    dbWriteNanoUsd: read('db_write_cost'),
    dbReadNanoUsd: read('db_read_cost'),
    workerNanoUsd: read('worker_cost'),
    llmInputNanoUsd: read('llm_in_cost'),
    llmOutputNanoUsd: read('llm_out_cost'),
    egressNanoUsd: read('egress_cost'),
  };
}

const CENT = NANO / 100n;

/** The variable cost of a row, after its total was held against its parts. */
function withTotal(
  cells: Cells,
  variable: bigint | null,
  shared: bigint | null,
  allowMismatch: boolean,
  findings: Findings,
): bigint | null {
  const total = readKnownAmount(cells, 'total_cost', findings);
  if (variable === null || shared === null) {
    if (total === null) return variable;
    throw new RowFault(cells.row, 'total_cost is known, but not its parts');
  }
  if (total === null) throw new RowFault(cells.row, 'total_cost is unknown, but its parts are known');
  const gap = total - variable - shared;
  const size = gap < 0n ? -gap : gap;
  if (size > CENT) {
    const sentence = `total_cost ${cells.get('total_cost')} but variable + shared = ${inCents(variable + shared)} (diff $${inCents(size)} > $0.01)`;
    if (!allowMismatch) throw new RowFault(cells.row, sentence, "--allow-mismatch to keep the file's total.");
    if (total < shared)
      throw new RowFault(cells.row, `${sentence}; the shared cost alone is more than the total`);
    findings.keptTotals += 1;
    return total - shared;
  }
  if (size > 0n) findings.smallGaps += 1;
  if (size > findings.largestGapNanoUsd) findings.largestGapNanoUsd = size;
  return variable;
}

/** At least two decimals: 0.1 is "0.10". */
function inCents(nano: bigint): string {
  const [whole, fraction = ''] = printMoney(nano).split('.');
  return `${whole}.${fraction.padEnd(2, '0')}`;
}
