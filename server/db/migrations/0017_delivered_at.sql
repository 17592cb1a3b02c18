CREATE TABLE `__new_notices` (
	`portal_id` text NOT NULL,
	`id` text NOT NULL,
	`to_user_id` text NOT NULL,
	`kind` text NOT NULL,
	`deal_id` text,
	`sign_off_id` text,
	`content` text NOT NULL,
	`created_at` text NOT NULL,
	`sent_at` text,
	`message_id` text,
	PRIMARY KEY(`portal_id`, `id`)
);
--> statement-breakpoint
INSERT INTO `__new_notices`("portal_id", "id", "to_user_id", "kind", "deal_id", "sign_off_id", "content", "created_at", "sent_at", "message_id") SELECT "portal_id", "id", "to_user_id", "kind", nullif("deal_id", ''), "sign_off_id", "content", "created_at", "sent_at", "message_id" FROM `notices`;--> statement-breakpoint
DROP TABLE `notices`;--> statement-breakpoint
ALTER TABLE `__new_notices` RENAME TO `notices`;--> statement-breakpoint
CREATE INDEX `notices_to_send` ON `notices` (`portal_id`,`to_user_id`,`id`) WHERE sent_at is null;--> statement-breakpoint
CREATE INDEX `notices_sent` ON `notices` (`portal_id`,`to_user_id`,`sent_at`);--> statement-breakpoint
ALTER TABLE `outbox` ADD `delivered_at` text;