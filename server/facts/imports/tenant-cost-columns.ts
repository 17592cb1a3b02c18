import type { Column } from './columns.ts';

/** What a file of booked cost has to say, by the names of the cost reporting guide; our own export writes the same. */
const REQUIRED: readonly Column[] = [
  { name: 'event_date', aliases: ['date', 'day'] },
  { name: 'tenant_id', aliases: ['tenant'] },
  { name: 'endpoint', optional: true },
  { name: 'api_calls', aliases: ['calls', 'billable_calls'] },
  { name: 'credits', aliases: ['credits_charged'] },
  { name: 'db_writes' },
  { name: 'db_reads' },
  { name: 'worker_sec', aliases: ['worker_s', 'worker_seconds'] },
  { name: 'llm_in', aliases: ['llm_input_tokens', 'llm_in_tokens'] },
  { name: 'llm_out', aliases: ['llm_output_tokens', 'llm_out_tokens'] },
  { name: 'egress_gb' },
  { name: 'variable_cost' },
  { name: 'allocated_shared' },
  { name: 'total_cost' },
  { name: 'price_version' },
];

/** What another ETL need not know: attempts, and the cost of each meter. */
const MORE = [
  'attempts',
  'failed_attempts',
  'cache_hits',
  'upstream_latency_ms',
  'credit_cost',
  'db_write_cost',
  'db_read_cost',
  'worker_cost',
  'llm_in_cost',
  'llm_out_cost',
  'egress_cost',
  'customer_cost',
] as const;

export type OptionalCostColumn = (typeof MORE)[number];

export const TENANT_COST_COLUMNS: readonly Column[] = [
  ...REQUIRED,
  ...MORE.map((name) => ({ name, optional: true as const })),
];
