CREATE TABLE `outbox_pauses` (
	`portal_id` text NOT NULL,
	`lane` text NOT NULL,
	`failures` integer NOT NULL,
	`until` text NOT NULL,
	`reason` text NOT NULL,
	`since` text NOT NULL,
	PRIMARY KEY(`portal_id`, `lane`)
);
--> statement-breakpoint
DROP INDEX `outbox_due`;--> statement-breakpoint
CREATE INDEX `outbox_heads` ON `outbox` (`state`,`lane`,`portal_id`,`deal_id`,`id`);--> statement-breakpoint
ALTER TABLE `notices` ADD `message_id` text;