CREATE TABLE `field_mappings` (
	`portal_id` text PRIMARY KEY NOT NULL,
	`mapping` text NOT NULL,
	`saved_by` text NOT NULL,
	`saved_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `hubspot_connections` (
	`portal_id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`hub_domain` text,
	`scopes` text NOT NULL,
	`access_token` text NOT NULL,
	`refresh_token` text,
	`expires_at` text,
	`state` text NOT NULL,
	`last_error` text,
	`connected_by` text NOT NULL,
	`connected_at` text NOT NULL,
	`revision` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `oauth_states` (
	`state_hash` text PRIMARY KEY NOT NULL,
	`session_hash` text NOT NULL,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`used_at` text
);
--> statement-breakpoint
CREATE TABLE `portal_checks` (
	`portal_id` text NOT NULL,
	`name` text NOT NULL,
	`ok` integer NOT NULL,
	`sentence` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`portal_id`, `name`)
);
--> statement-breakpoint
CREATE TABLE `bypasses` (
	`portal_id` text NOT NULL,
	`deal_id` text NOT NULL,
	`won_at` text NOT NULL,
	`status` text NOT NULL,
	`verdict` text,
	`source` text NOT NULL,
	`found_at` text NOT NULL,
	PRIMARY KEY(`portal_id`, `deal_id`, `won_at`)
);
--> statement-breakpoint
CREATE TABLE `stage_moves` (
	`portal_id` text NOT NULL,
	`deal_id` text NOT NULL,
	`moved_at` text NOT NULL,
	`from_stage` text,
	`to_stage` text NOT NULL,
	`moved_by` text NOT NULL,
	`action` text NOT NULL,
	`seen_at` text NOT NULL,
	PRIMARY KEY(`portal_id`, `deal_id`, `moved_at`)
);
--> statement-breakpoint
CREATE TABLE `sweeps` (
	`portal_id` text NOT NULL,
	`kind` text NOT NULL,
	`watermark` text NOT NULL,
	`finished_at` text NOT NULL,
	`deals` integer NOT NULL,
	PRIMARY KEY(`portal_id`, `kind`)
);
--> statement-breakpoint
CREATE TABLE `webhook_inbox` (
	`portal_id` text NOT NULL,
	`subscription_id` text NOT NULL,
	`object_type_id` text NOT NULL,
	`object_id` text NOT NULL,
	`property_name` text NOT NULL,
	`occurred_at` text NOT NULL,
	`event_id` text NOT NULL,
	`event_type` text NOT NULL,
	`change_source` text,
	`source_id` text,
	`received_at` text NOT NULL,
	`handled_at` text,
	PRIMARY KEY(`portal_id`, `subscription_id`, `object_type_id`, `object_id`, `property_name`, `occurred_at`, `event_id`)
);
--> statement-breakpoint
CREATE INDEX `webhooks_to_handle` ON `webhook_inbox` (`handled_at`,`received_at`);--> statement-breakpoint
CREATE TABLE `workflow_blocks` (
	`portal_id` text NOT NULL,
	`callback_id` text NOT NULL,
	`deal_id` text NOT NULL,
	`workflow_id` text,
	`state` text NOT NULL,
	`decision` text,
	`answer` text NOT NULL,
	`created_at` text NOT NULL,
	`expires_at` text,
	`completed_at` text,
	PRIMARY KEY(`portal_id`, `callback_id`)
);
--> statement-breakpoint
CREATE INDEX `blocks_by_deal` ON `workflow_blocks` (`portal_id`,`deal_id`,`state`);--> statement-breakpoint
CREATE TABLE `notice_preferences` (
	`portal_id` text NOT NULL,
	`user_id` text NOT NULL,
	`email_on` integer NOT NULL,
	`slack_user_id` text,
	`time_zone` text NOT NULL,
	`quiet_from` text,
	`quiet_until` text,
	PRIMARY KEY(`portal_id`, `user_id`)
);
--> statement-breakpoint
CREATE TABLE `notice_settings` (
	`portal_id` text PRIMARY KEY NOT NULL,
	`slack_webhook` text,
	`slack_bot_token` text,
	`slack_signing_secret` text,
	`slack_channel` text,
	`email_on` integer DEFAULT 1 NOT NULL,
	`saved_by` text NOT NULL,
	`saved_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `notices` (
	`portal_id` text NOT NULL,
	`id` text NOT NULL,
	`to_user_id` text NOT NULL,
	`kind` text NOT NULL,
	`deal_id` text NOT NULL,
	`sign_off_id` text,
	`content` text NOT NULL,
	`created_at` text NOT NULL,
	`sent_at` text,
	PRIMARY KEY(`portal_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `notices_to_send` ON `notices` (`portal_id`,`to_user_id`,`sent_at`,`created_at`);--> statement-breakpoint
CREATE TABLE `delegations` (
	`portal_id` text NOT NULL,
	`id` text NOT NULL,
	`from_user_id` text NOT NULL,
	`to_user_id` text NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text NOT NULL,
	`may_decide_loss` integer NOT NULL,
	`created_at` text NOT NULL,
	`ended_at` text,
	PRIMARY KEY(`portal_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `delegations_by_person` ON `delegations` (`portal_id`,`from_user_id`,`ends_on`);--> statement-breakpoint
CREATE TABLE `estimate_tries` (
	`portal_id` text NOT NULL,
	`deal_id` text NOT NULL,
	`id` text NOT NULL,
	`tried_by` text NOT NULL,
	`tried_at` text NOT NULL,
	`sizing_hash` text NOT NULL,
	`verdict` text,
	`margin_percent` text,
	PRIMARY KEY(`portal_id`, `deal_id`, `id`)
);
--> statement-breakpoint
CREATE TABLE `proposals` (
	`portal_id` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`body` text NOT NULL,
	`body_hash` text NOT NULL,
	`note` text NOT NULL,
	`proposed_by` text NOT NULL,
	`proposed_at` text NOT NULL,
	`state` text NOT NULL,
	`decided_by` text,
	`decided_at` text,
	`decision_note` text,
	PRIMARY KEY(`portal_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `proposals_by_state` ON `proposals` (`portal_id`,`state`,`id`);--> statement-breakpoint
CREATE TABLE `sign_off_comments` (
	`portal_id` text NOT NULL,
	`id` text NOT NULL,
	`sign_off_id` text NOT NULL,
	`written_by` text NOT NULL,
	`written_at` text NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`portal_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `comments_by_sign_off` ON `sign_off_comments` (`portal_id`,`sign_off_id`,`id`);--> statement-breakpoint
CREATE TABLE `sign_off_marks` (
	`portal_id` text NOT NULL,
	`sign_off_id` text NOT NULL,
	`round` integer NOT NULL,
	`kind` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`portal_id`, `sign_off_id`, `round`, `kind`)
);
--> statement-breakpoint
DROP INDEX `one_decision_a_person`;--> statement-breakpoint
ALTER TABLE `decisions` ADD `round` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `decisions` ADD `on_behalf_of` text;--> statement-breakpoint
ALTER TABLE `decisions` ADD `envelope` text;--> statement-breakpoint
ALTER TABLE `decisions` ADD `if_it_lapses` text;--> statement-breakpoint
CREATE UNIQUE INDEX `one_decision_a_person_and_round` ON `decisions` (`portal_id`,`sign_off_id`,`round`,`decided_by`);--> statement-breakpoint
DROP INDEX `outbox_due`;--> statement-breakpoint
ALTER TABLE `outbox` ADD `lane` text DEFAULT 'hubspot' NOT NULL;--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`state`,`lane`,`next_attempt_at`);--> statement-breakpoint
ALTER TABLE `audit_entries` ADD `key_id` text DEFAULT 'none' NOT NULL;--> statement-breakpoint
ALTER TABLE `deals` ADD `company_id` text;--> statement-breakpoint
ALTER TABLE `deals` ADD `pipeline_id` text;--> statement-breakpoint
ALTER TABLE `deals` ADD `stage_id` text;--> statement-breakpoint
ALTER TABLE `deals` ADD `is_closed` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `deals` ADD `stage_since` text;--> statement-breakpoint
ALTER TABLE `deals` ADD `seats` text;--> statement-breakpoint
ALTER TABLE `deals` ADD `monthly_price` text;--> statement-breakpoint
ALTER TABLE `deals` ADD `price_source` text DEFAULT 'none' NOT NULL;--> statement-breakpoint
CREATE INDEX `deals_by_company` ON `deals` (`portal_id`,`company_id`);--> statement-breakpoint
ALTER TABLE `sign_offs` ADD `signatures` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `sign_offs` ADD `covers_version` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `sign_offs` ADD `round` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `sign_offs` ADD `answer_due_at` text;--> statement-breakpoint
ALTER TABLE `sign_offs` ADD `if_it_lapses` text;