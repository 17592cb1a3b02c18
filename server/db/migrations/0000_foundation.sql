CREATE TABLE `audit_entries` (
	`portal_id` text NOT NULL,
	`sequence` integer NOT NULL,
	`at` text NOT NULL,
	`actor` text NOT NULL,
	`via` text NOT NULL,
	`action` text NOT NULL,
	`deal_id` text,
	`record` text NOT NULL,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`portal_id`, `sequence`)
);
--> statement-breakpoint
CREATE INDEX `audit_by_deal` ON `audit_entries` (`portal_id`,`deal_id`,`sequence`);--> statement-breakpoint
CREATE TABLE `comparable_accounts` (
	`portal_id` text NOT NULL,
	`use_case` text NOT NULL,
	`accounts` integer NOT NULL,
	`as_of` text NOT NULL,
	PRIMARY KEY(`portal_id`, `use_case`)
);
--> statement-breakpoint
CREATE TABLE `deals` (
	`portal_id` text NOT NULL,
	`deal_id` text NOT NULL,
	`name` text NOT NULL,
	`company_name` text,
	`stage` text NOT NULL,
	`amount` text,
	`currency` text,
	`close_date` text,
	`owner_id` text,
	`is_won` integer NOT NULL,
	`read_at` text NOT NULL,
	PRIMARY KEY(`portal_id`, `deal_id`)
);
--> statement-breakpoint
CREATE TABLE `decisions` (
	`portal_id` text NOT NULL,
	`id` text NOT NULL,
	`sign_off_id` text NOT NULL,
	`kind` text NOT NULL,
	`decided_by` text NOT NULL,
	`decided_at` text NOT NULL,
	`note` text NOT NULL,
	`conditions` text,
	`valid_until` text,
	`seen_hash` text NOT NULL,
	PRIMARY KEY(`portal_id`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `one_decision_a_person` ON `decisions` (`portal_id`,`sign_off_id`,`decided_by`);--> statement-breakpoint
CREATE TABLE `estimates` (
	`portal_id` text NOT NULL,
	`deal_id` text NOT NULL,
	`version` integer NOT NULL,
	`sizing` text NOT NULL,
	`estimate` text NOT NULL,
	`hash` text NOT NULL,
	`price_book_hash` text NOT NULL,
	`policy_hash` text NOT NULL,
	`verdict` text,
	`saved_by` text NOT NULL,
	`saved_at` text NOT NULL,
	PRIMARY KEY(`portal_id`, `deal_id`, `version`)
);
--> statement-breakpoint
CREATE TABLE `hubspot_tasks` (
	`portal_id` text NOT NULL,
	`token` text NOT NULL,
	`task_id` text NOT NULL,
	PRIMARY KEY(`portal_id`, `token`)
);
--> statement-breakpoint
CREATE TABLE `idempotency_keys` (
	`portal_id` text NOT NULL,
	`key` text NOT NULL,
	`request_hash` text NOT NULL,
	`status` integer NOT NULL,
	`answer` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`portal_id`, `key`)
);
--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text NOT NULL,
	`portal_id` text NOT NULL,
	`deal_id` text NOT NULL,
	`kind` text NOT NULL,
	`payload` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`next_attempt_at` text NOT NULL,
	`last_error` text,
	`created_at` text NOT NULL,
	PRIMARY KEY(`portal_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`state`,`next_attempt_at`);--> statement-breakpoint
CREATE TABLE `people` (
	`portal_id` text NOT NULL,
	`user_id` text NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`owner_id` text,
	`roles` text NOT NULL,
	PRIMARY KEY(`portal_id`, `user_id`)
);
--> statement-breakpoint
CREATE TABLE `policies` (
	`portal_id` text NOT NULL,
	`version` text NOT NULL,
	`effective_from` text NOT NULL,
	`body` text NOT NULL,
	`hash` text NOT NULL,
	`imported_at` text NOT NULL,
	PRIMARY KEY(`portal_id`, `version`)
);
--> statement-breakpoint
CREATE TABLE `portals` (
	`portal_id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`created_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `price_books` (
	`portal_id` text NOT NULL,
	`version` text NOT NULL,
	`effective_from` text,
	`body` text NOT NULL,
	`hash` text NOT NULL,
	`imported_at` text NOT NULL,
	PRIMARY KEY(`portal_id`, `version`)
);
--> statement-breakpoint
CREATE TABLE `sign_offs` (
	`portal_id` text NOT NULL,
	`id` text NOT NULL,
	`deal_id` text NOT NULL,
	`estimate_version` integer NOT NULL,
	`state` text NOT NULL,
	`revision` integer NOT NULL,
	`verdict` text NOT NULL,
	`reason` text NOT NULL,
	`needed_by` text NOT NULL,
	`policy` text NOT NULL,
	`makers` text NOT NULL,
	`requested_by` text NOT NULL,
	`requested_at` text NOT NULL,
	`valid_until` text,
	`at_risk_nano_usd` integer,
	PRIMARY KEY(`portal_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `sign_offs_by_deal` ON `sign_offs` (`portal_id`,`deal_id`,`requested_at`);--> statement-breakpoint
CREATE INDEX `sign_offs_by_state` ON `sign_offs` (`portal_id`,`state`);--> statement-breakpoint
CREATE UNIQUE INDEX `one_open_request_a_deal` ON `sign_offs` (`portal_id`,`deal_id`) WHERE state = 'waiting';