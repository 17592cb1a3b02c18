import { openEngine, serveEngine } from '../../warehouse/clickhouse-engine.ts';

/** ClickHouse with the rows of a Parquet file, which tells where it answers and ends with whoever started it. */
const [parquet = ''] = process.argv.slice(2);
const engine = openEngine();
process.once('exit', () => engine.cleanup());
engine.query(
  `CREATE TABLE request_log (request_id String, tenant_id LowCardinality(String), occurred_at DateTime64(3, 'UTC'),
     endpoint LowCardinality(String), credits Decimal(12, 3), db_writes UInt32, db_reads UInt32, worker_ms UInt32,
     upstream_latency_ms Nullable(UInt32), response_bytes UInt32, llm_input_tokens Nullable(UInt32),
     llm_output_tokens Nullable(UInt32), http_status UInt16, attempt Nullable(UInt16), cache_hit Nullable(Bool))
   ENGINE = MergeTree PARTITION BY toDate(occurred_at) ORDER BY occurred_at`,
);
engine.query(`INSERT INTO request_log SELECT * FROM file('${parquet}', Parquet)`);
// A table at rest: its parts would otherwise be merged beside what is measured.
engine.query('OPTIMIZE TABLE request_log FINAL');
const { url } = await serveEngine(engine);
process.once('disconnect', () => process.exit());
process.send?.(url);
