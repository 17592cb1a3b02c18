import { addDays } from '../../clock.ts';
import { type LogPlan, storyOf } from './log-plan.ts';
import { mixOf, tenantIdSql } from './log-sql.ts';

/** The tables of a generated log's terms, in the columns that `dealfloor import` takes. */
export function termsSql(plan: LogPlan): Readonly<Record<'tenants' | 'revenue' | 'pool', string>> {
  const { from, days, rows } = plan;
  const poolUsd = Math.max(50, Math.round((rows / days) * 0.0002));
  const convertedOn = addDays(from, Math.floor(days / 2));
  return {
    tenants: `${accountsSql(plan)}
      SELECT tenant_id, CASE WHEN turn = 0 THEN DATE '${from}' - 30 ELSE DATE '${convertedOn}' END AS effective_from,
        'Account ' || (number + 1) AS name, CASE WHEN turn = 1 AND key_mode = 'byo' THEN 'own-key' ELSE plan END AS plan,
        CASE WHEN turn = 0 AND changes_key THEN 'shared' ELSE key_mode END AS key_mode,
        CASE WHEN plan IN ('trial', 'free') OR (key_mode = 'hybrid' AND turn = 0) THEN 'cac' ELSE 'cogs' END AS cost_class,
        strftime(DATE '${from}' - 30, '%Y-%m') AS cohort, use_case
      FROM accounts, (VALUES (0), (1)) AS t(turn)
      WHERE turn = 0 OR key_mode = 'hybrid' OR changes_key ORDER BY tenant_id, effective_from`,
    revenue: `${accountsSql(plan)}
      SELECT strftime(day, '%Y-%m-%d') AS event_date, tenant_id, day_usd AS revenue_usd_day
      FROM accounts, (SELECT (DATE '${from}' + d::INT) AS day FROM range(${days}) AS r(d))
      WHERE plan NOT IN ('trial', 'free') AND (key_mode <> 'hybrid' OR day >= DATE '${convertedOn}')
      ORDER BY event_date, tenant_id`,
    pool: `SELECT strftime(DATE '${from}' + d::INT, '%Y-%m-%d') AS event_date, component, usd AS amount_usd
      FROM range(${days}) AS r(d),
        (VALUES ('servers', ${poolUsd - 2 * Math.floor(poolUsd / 4)}), ('database', ${Math.floor(poolUsd / 4)}),
          ('network', ${Math.floor(poolUsd / 4)})) AS c(component, usd)
      ORDER BY event_date, component`,
  };
}

const USE_CASES = [
  'nightly-refresh',
  'comment-sentiment',
  'hashtag-monitor',
  'research-panel',
  'creator-discovery',
  'video-archive',
];

/**
 * Who the accounts are, by their number: every seventh brings its own key, a few are trials, free or hybrid, one in
 * forty changes to its own key halfway. The largest pays, and as little for what it uses as its luck would have it.
 */
function accountsSql(plan: LogPlan): string {
  const { tenants, rows, days } = plan;
  const { stormTenant } = storyOf(plan);
  const callsADay = rows / days;
  const share = (number: string) => `pow((${number}) / ${tenants}.0, 1 / 5.864)`;
  return `WITH numbered AS (
    SELECT number::INT AS number, ${tenantIdSql('number')} AS tenant_id,
      CASE WHEN number IN (0, ${stormTenant}) THEN 'shared' WHEN number % 31 = 17 THEN 'hybrid'
        WHEN number % 7 = 5 OR number % 40 = 22 THEN 'byo' ELSE 'shared' END AS key_mode,
      ${callsADay} * (${share('number + 1')} - ${share('number')}) AS calls_a_day,
      (hash(number, ${plan.seed}) % 100)::INT AS luck
    FROM range(${tenants}) AS r(number)
  ), accounts AS (
    SELECT *, key_mode = 'byo' AND number % 40 = 22 AS changes_key,
      CASE WHEN key_mode <> 'shared' THEN 'own-key' WHEN number = 0 THEN 'enterprise'
        WHEN number % 13 = 9 THEN 'trial' WHEN number % 13 = 11 THEN 'free'
        WHEN calls_a_day > 5000 THEN 'enterprise' WHEN number % 3 = 0 THEN 'team' ELSE 'pro' END AS base_plan,
      CASE WHEN changes_key THEN 'pro' ELSE base_plan END AS plan,
      CASE WHEN key_mode <> 'shared' THEN 27
        ELSE greatest(3, ceil(calls_a_day * 0.0012 * (0.7 + luck / 25.0))) END::BIGINT AS day_usd,
      [${USE_CASES.map((name) => `'${name}'`).join(', ')}][1 + ${mixOf('number')}] AS use_case
    FROM numbered
  )`;
}
