CREATE TABLE `removed_deals` (
	`portal_id` text NOT NULL,
	`deal_id` text NOT NULL,
	`merged_into` text,
	`seen_at` text NOT NULL,
	PRIMARY KEY(`portal_id`, `deal_id`)
);
--> statement-breakpoint
DROP INDEX `webhooks_to_handle`;--> statement-breakpoint
CREATE INDEX `webhooks_to_handle` ON `webhook_inbox` (`handled_at`,`portal_id`,`object_type_id`,`object_id`);--> statement-breakpoint
ALTER TABLE `workflow_blocks` ADD `seen` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `workflow_blocks` ADD `warned_at` text;