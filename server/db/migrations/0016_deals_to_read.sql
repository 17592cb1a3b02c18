CREATE TABLE `deals_to_read` (
	`portal_id` text NOT NULL,
	`deal_id` text NOT NULL,
	`told_at` text NOT NULL,
	PRIMARY KEY(`portal_id`, `deal_id`)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `deals_to_read`("portal_id", "deal_id", "told_at") SELECT "portal_id", "object_id", max("received_at") FROM `webhook_inbox` WHERE "handled_at" IS NULL AND "object_type_id" = '0-3' GROUP BY "portal_id", "object_id";--> statement-breakpoint
DROP INDEX `webhooks_to_handle`;--> statement-breakpoint
ALTER TABLE `webhook_inbox` DROP COLUMN `handled_at`;
