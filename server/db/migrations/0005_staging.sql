CREATE TABLE `staged_cost` (
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
	PRIMARY KEY(`portal_id`, `run_id`, `tenant_id`, `endpoint`)
) WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `booked_days` ADD `fact_rows` integer;--> statement-breakpoint
ALTER TABLE `booked_days` ADD `unpriced_rows` integer;--> statement-breakpoint
ALTER TABLE `booked_days` ADD `quarantined_rows` integer;
