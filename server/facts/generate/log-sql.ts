import { createHash } from 'node:crypto';
import type { EndpointProfile } from '@dealfloor/price-book';
import { type LogPlan, storyOf } from './log-plan.ts';
import { MIXES } from './mixes.ts';

const SLOTS = 1_000;
const DAY_MS = 86_400_000;
/** Shares by a power law: the top p of the accounts make p^(1/5.864) of the calls, so the top 5% about 60%. */
const SKEW = '5.864';

/** Which endpoint a call of each mix goes to, in a thousand slots a mix, with what such a call typically uses. */
export function slotsSql(profiles: readonly EndpointProfile[]): string {
  const byId = new Map(profiles.map((profile) => [profile.id, profile]));
  const rows = Object.values(MIXES).flatMap((shares, mix) => {
    const ends = slotEnds(Object.values(shares));
    return Object.keys(shares).map((endpoint, index) => {
      const profile = byId.get(endpoint);
      if (!profile) throw new Error(`invariant: ${endpoint} is in the price book`);
      const { milliCredits, dbWrites, dbReads, workerMs, responseBytes, cache } = profile;
      const meters = [milliCredits, dbWrites, dbReads, workerMs, responseBytes].join(', ');
      const tokens = `${profile.llmInputTokens}, ${profile.llmOutputTokens}`;
      const [from, to] = [index === 0 ? 0 : ends[index - 1], ends[index]];
      return `(${mix}, ${from}, ${to}, '${endpoint}', ${meters}, ${tokens}, ${cache !== null})`;
    });
  });
  return `CREATE TABLE slots AS
    SELECT (mix * ${SLOTS} + slot)::INT AS slot, p.* EXCLUDE (mix, slot_from, slot_to)
    FROM (VALUES ${rows.join(',\n')}) AS p(mix, slot_from, slot_to, endpoint, milli_credits, db_writes, db_reads,
      worker_ms, response_bytes, llm_input_tokens, llm_output_tokens, is_cacheable),
      LATERAL (SELECT unnest(range(slot_from, slot_to)) AS slot)`;
}

function slotEnds(shares: readonly number[]): number[] {
  const whole = shares.reduce((sum, share) => sum + share, 0);
  let sum = 0;
  return shares.map((share) => {
    sum += share;
    return Math.round((sum / whole) * SLOTS);
  });
}

/** The log itself, in the order in which it was written; every draw is a hash of the seed and the row's number. */
export function logSql(plan: LogPlan): string {
  const { tenants, rows, from, days } = plan;
  const { missingDay, stormFrom, stormTo, stormTenant } = storyOf(plan);
  const logged = missingDay === null ? days : days - 1;
  const firstMs = Date.parse(`${from}T00:00:00Z`);
  return `
WITH numbered AS (
  SELECT i, hash(xor(i::UBIGINT, ${seedText(plan.seed)}::UBIGINT)) AS first, hash(first) AS second,
    ((i * ${logged}) // ${rows})::INT AS position,
    (((i * ${logged}) % ${rows}) * ${DAY_MS}) // ${rows} AS millisecond
  FROM range(${rows}) AS r(i)
), placed AS (
  SELECT *, position + (position >= ${missingDay ?? days})::INT AS day,
    day BETWEEN ${stormFrom} AND ${stormTo} AS is_stormy,
    -- one row in 800 was written a day late; none into the day that is lost
    (second >> 8) % 800 = 0 AND day > 0 AND day - 1 <> ${missingDay ?? -1} AS is_late,
    CASE WHEN is_stormy AND (second >> 20) % 25 = 0 THEN ${stormTenant}
      ELSE least(${tenants - 1}, floor(${tenants} * pow((first & 4294967295) / 4294967296.0, ${SKEW})))::INT
    END AS tenant
  FROM numbered
), told AS (
  SELECT *, is_stormy AND tenant = ${stormTenant} AS in_storm, ((second >> 32) % 1000)::INT AS luck,
    80 + ((first >> 48) % 41)::INT AS size
  FROM placed
), called AS (
  SELECT *,
    CASE WHEN in_storm THEN 1 + luck % 4 WHEN luck < 6 THEN 2 ELSE 1 END AS attempt,
    CASE WHEN in_storm AND luck % 4 < 3 THEN 504 WHEN luck BETWEEN 6 AND 9 THEN 429
      WHEN luck BETWEEN 10 AND 13 THEN 502 WHEN luck BETWEEN 14 AND 23 THEN 404 ELSE 200 END AS http_status,
    is_cacheable AND NOT in_storm AND luck BETWEEN 960 AND 999 AS cache_hit
  FROM told JOIN slots ON slots.slot = ${mixOf('tenant')} * ${SLOTS} + ((first >> 32) % ${SLOTS})::INT
), metered AS (
  SELECT *, http_status IN (429, 502) AS is_refused, NOT is_refused AND NOT cache_hit AS is_served FROM called
)
SELECT 'r${plan.seed}-' || i AS request_id,
  ${tenantIdSql('tenant')} AS tenant_id,
  epoch_ms(${firstMs} + (day - is_late::INT)::BIGINT * ${DAY_MS} + millisecond) AS occurred_at,
  endpoint,
  (CASE WHEN is_served THEN milli_credits ELSE 0 END / 1000)::DECIMAL(12, 3) AS credits,
  CASE WHEN is_served AND http_status < 500 THEN db_writes ELSE 0 END AS db_writes,
  CASE WHEN is_refused THEN 0 ELSE db_reads END AS db_reads,
  CASE WHEN cache_hit THEN 4 ELSE worker_ms * size // 100 END AS worker_ms,
  CASE WHEN cache_hit THEN 0 WHEN in_storm THEN 48 * size ELSE 7 * size END AS upstream_latency_ms,
  CASE WHEN http_status = 200 THEN response_bytes * size // 100 ELSE 0 END AS response_bytes,
  CASE WHEN is_served THEN llm_input_tokens * size // 100 ELSE 0 END AS llm_input_tokens,
  CASE WHEN is_served THEN llm_output_tokens * size // 100 ELSE 0 END AS llm_output_tokens,
  http_status, attempt, cache_hit
FROM metered`;
}

/** The id of an account by its number: t_00001. */
export function tenantIdSql(number: string): string {
  return `('t_' || lpad((${number} + 1)::VARCHAR, 5, '0'))`;
}

/** The mix of an account by its number; the first, by far the largest, refreshes profiles each night. */
export function mixOf(number: string): string {
  return `(${number} % ${Object.keys(MIXES).length})`;
}

/** 62 bits of a seed's hash, so that seeds next to each other have nothing in common. */
function seedText(seed: number): string {
  const digest = createHash('sha256').update(`request log ${seed}`).digest();
  return String(digest.readBigUInt64BE() >> 2n);
}
