CREATE TABLE `account_summaries` (
	`portal_id` text NOT NULL,
	`window_days` integer NOT NULL,
	`tenant_id` text NOT NULL,
	`owner_id` text,
	`cost_class` text NOT NULL,
	`revenue_nano_usd` integer NOT NULL,
	`revenue_days` integer NOT NULL,
	`variable_nano_usd` integer NOT NULL,
	`shared_nano_usd` integer NOT NULL,
	`customer_nano_usd` integer NOT NULL,
	`gross_profit_nano_usd` integer NOT NULL,
	`billable_calls` integer NOT NULL,
	`milli_credits` integer NOT NULL,
	`cost_days` integer NOT NULL,
	`unpriced_days` integer NOT NULL,
	`days_without_pool` integer NOT NULL,
	PRIMARY KEY(`portal_id`, `window_days`, `tenant_id`, `cost_class`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `account_summaries_by_profit` ON `account_summaries` (`portal_id`,`window_days`,`cost_class`,`gross_profit_nano_usd`);--> statement-breakpoint
CREATE INDEX `account_summaries_by_owner` ON `account_summaries` (`portal_id`,`window_days`,`owner_id`,`cost_class`,`gross_profit_nano_usd`);--> statement-breakpoint
CREATE TABLE `booked_days` (
	`portal_id` text NOT NULL,
	`event_date` text NOT NULL,
	`run_id` text,
	`price_version` text,
	`method` text,
	`pool_nano_usd` integer,
	`unallocated_nano_usd` integer,
	`quarantined_nano_usd` integer,
	`checksum` text,
	`claimed_by` text,
	`claimed_until` text,
	PRIMARY KEY(`portal_id`, `event_date`)
);
--> statement-breakpoint
CREATE TABLE `etl_runs` (
	`portal_id` text NOT NULL,
	`id` text NOT NULL,
	`event_date` text NOT NULL,
	`state` text NOT NULL,
	`started_by` text NOT NULL,
	`started_at` text NOT NULL,
	`ended_at` text,
	`source` text NOT NULL,
	`price_version` text NOT NULL,
	`method` text NOT NULL,
	`rows_read` integer NOT NULL,
	`fact_rows` integer NOT NULL,
	`quarantined_rows` integer NOT NULL,
	`pool_nano_usd` integer,
	`unallocated_nano_usd` integer,
	`quarantined_nano_usd` integer,
	`checksum` text,
	`milliseconds` integer,
	`fault` text,
	PRIMARY KEY(`portal_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `etl_runs_of_day` ON `etl_runs` (`portal_id`,`event_date`,`started_at`);--> statement-breakpoint
CREATE TABLE `import_replacements` (
	`portal_id` text NOT NULL,
	`import_id` text NOT NULL,
	`position` integer NOT NULL,
	`before` text NOT NULL,
	PRIMARY KEY(`portal_id`, `import_id`, `position`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `imports` (
	`portal_id` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`file` text NOT NULL,
	`file_hash` text NOT NULL,
	`imported_by` text NOT NULL,
	`imported_at` text NOT NULL,
	`rows_read` integer NOT NULL,
	`added` integer NOT NULL,
	`replaced` integer NOT NULL,
	`small_gaps` integer NOT NULL,
	`undone_at` text,
	`undone_by` text,
	PRIMARY KEY(`portal_id`, `id`)
);
--> statement-breakpoint
CREATE TABLE `ingest_tokens` (
	`portal_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`secret_hash` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` text NOT NULL,
	`revoked_at` text,
	PRIMARY KEY(`portal_id`, `id`)
);
--> statement-breakpoint
CREATE TABLE `quarantined_usage` (
	`portal_id` text NOT NULL,
	`event_date` text NOT NULL,
	`tenant_id` text NOT NULL,
	`endpoint` text NOT NULL,
	`reason` text NOT NULL,
	`attempts` integer NOT NULL,
	`milli_credits` integer NOT NULL,
	`variable_nano_usd` integer,
	`run_id` text NOT NULL,
	PRIMARY KEY(`portal_id`, `event_date`, `tenant_id`, `endpoint`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `request_log` (
	`portal_id` text NOT NULL,
	`request_id` text NOT NULL,
	`tenant_id` text NOT NULL,
	`occurred_at` text NOT NULL,
	`event_date` text NOT NULL,
	`endpoint` text NOT NULL,
	`milli_credits` integer NOT NULL,
	`db_writes` integer NOT NULL,
	`db_reads` integer NOT NULL,
	`worker_ms` integer NOT NULL,
	`upstream_latency_ms` integer NOT NULL,
	`response_bytes` integer NOT NULL,
	`llm_input_tokens` integer NOT NULL,
	`llm_output_tokens` integer NOT NULL,
	`http_status` integer NOT NULL,
	`attempt` integer NOT NULL,
	`is_cache_hit` integer NOT NULL,
	`is_billable` integer NOT NULL,
	PRIMARY KEY(`portal_id`, `request_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `request_log_of_day` ON `request_log` (`portal_id`,`event_date`);--> statement-breakpoint
CREATE TABLE `shared_infra_daily` (
	`portal_id` text NOT NULL,
	`event_date` text NOT NULL,
	`component` text NOT NULL,
	`amount_nano_usd` integer NOT NULL,
	`import_id` text,
	PRIMARY KEY(`portal_id`, `event_date`, `component`)
);
--> statement-breakpoint
CREATE TABLE `summary_heads` (
	`portal_id` text PRIMARY KEY NOT NULL,
	`booked_to` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `tenant_cost_daily` (
	`portal_id` text NOT NULL,
	`tenant_id` text NOT NULL,
	`event_date` text NOT NULL,
	`endpoint` text NOT NULL,
	`price_version` text NOT NULL,
	`plan` text NOT NULL,
	`key_mode` text NOT NULL,
	`cost_class` text NOT NULL,
	`attempts` integer NOT NULL,
	`failed_attempts` integer NOT NULL,
	`cache_hits` integer NOT NULL,
	`billable_calls` integer NOT NULL,
	`upstream_latency_ms` integer NOT NULL,
	`milli_credits` integer NOT NULL,
	`db_writes` integer NOT NULL,
	`db_reads` integer NOT NULL,
	`worker_ms` integer NOT NULL,
	`llm_input_tokens` integer NOT NULL,
	`llm_output_tokens` integer NOT NULL,
	`egress_bytes` integer NOT NULL,
	`credit_nano_usd` integer,
	`db_write_nano_usd` integer,
	`db_read_nano_usd` integer,
	`worker_nano_usd` integer,
	`llm_input_nano_usd` integer,
	`llm_output_nano_usd` integer,
	`egress_nano_usd` integer,
	`variable_nano_usd` integer,
	`shared_nano_usd` integer,
	`customer_nano_usd` integer NOT NULL,
	`run_id` text NOT NULL,
	PRIMARY KEY(`portal_id`, `tenant_id`, `event_date`, `endpoint`, `price_version`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `tenant_cost_of_day` ON `tenant_cost_daily` (`portal_id`,`event_date`);--> statement-breakpoint
CREATE TABLE `tenant_revenue_daily` (
	`portal_id` text NOT NULL,
	`tenant_id` text NOT NULL,
	`event_date` text NOT NULL,
	`day_revenue_nano_usd` integer NOT NULL,
	`import_id` text,
	PRIMARY KEY(`portal_id`, `tenant_id`, `event_date`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `tenant_revenue_of_day` ON `tenant_revenue_daily` (`portal_id`,`event_date`);--> statement-breakpoint
CREATE TABLE `tenants` (
	`portal_id` text NOT NULL,
	`tenant_id` text NOT NULL,
	`effective_from` text NOT NULL,
	`name` text NOT NULL,
	`plan` text NOT NULL,
	`key_mode` text NOT NULL,
	`cost_class` text NOT NULL,
	`owner_id` text,
	`cohort` text,
	`company_id` text,
	`deal_id` text,
	`use_case` text,
	`import_id` text,
	PRIMARY KEY(`portal_id`, `tenant_id`, `effective_from`)
);
--> statement-breakpoint
CREATE INDEX `tenants_by_company` ON `tenants` (`portal_id`,`company_id`);
--> statement-breakpoint
CREATE VIEW tenant_cost_by_day AS
SELECT portal_id, tenant_id, event_date, cost_class,
  sum(attempts) AS attempts,
  sum(billable_calls) AS billable_calls,
  sum(milli_credits) AS milli_credits,
  CASE WHEN count(*) = count(variable_nano_usd) THEN sum(variable_nano_usd) END AS variable_nano_usd,
  CASE WHEN count(*) = count(shared_nano_usd) THEN sum(shared_nano_usd) END AS shared_nano_usd,
  CASE WHEN count(*) = count(variable_nano_usd) AND count(*) = count(shared_nano_usd)
    THEN sum(variable_nano_usd + shared_nano_usd) END AS cost_nano_usd,
  sum(customer_nano_usd) AS customer_nano_usd
FROM tenant_cost_daily
GROUP BY portal_id, tenant_id, event_date, cost_class;
