CREATE TABLE `deals_to_read` (
	`portal_id` text NOT NULL,
	`deal_id` text NOT NULL,
	`told_at` text NOT NULL,
	PRIMARY KEY(`portal_id`, `deal_id`)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `deals_to_read`("portal_id", "deal_id", "told_at") SELECT "portal_id", "object_id", max("received_at") FROM `webhook_inbox` WHERE "handled_at" IS NULL AND "object_type_id" = '0-3' GROUP BY "portal_id", "object_id";--> statement-breakpoint
CREATE TABLE `__new_webhook_inbox` (
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
	PRIMARY KEY(`portal_id`, `occurred_at`, `event_id`, `subscription_id`, `object_type_id`, `object_id`, `property_name`)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_webhook_inbox`("portal_id", "subscription_id", "object_type_id", "object_id", "property_name", "occurred_at", "event_id", "event_type", "change_source", "source_id", "received_at") SELECT "portal_id", "subscription_id", "object_type_id", "object_id", "property_name", "occurred_at", "event_id", "event_type", "change_source", "source_id", "received_at" FROM `webhook_inbox`;--> statement-breakpoint
DROP TABLE `webhook_inbox`;--> statement-breakpoint
ALTER TABLE `__new_webhook_inbox` RENAME TO `webhook_inbox`;
