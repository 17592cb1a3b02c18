PRAGMA foreign_keys=OFF;--> statement-breakpoint
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
	`handled_at` text,
	PRIMARY KEY(`portal_id`, `occurred_at`, `event_id`, `subscription_id`, `object_type_id`, `object_id`, `property_name`)
);
--> statement-breakpoint
INSERT INTO `__new_webhook_inbox`("portal_id", "subscription_id", "object_type_id", "object_id", "property_name", "occurred_at", "event_id", "event_type", "change_source", "source_id", "received_at", "handled_at") SELECT "portal_id", "subscription_id", "object_type_id", "object_id", "property_name", "occurred_at", "event_id", "event_type", "change_source", "source_id", "received_at", "handled_at" FROM `webhook_inbox`;--> statement-breakpoint
DROP TABLE `webhook_inbox`;--> statement-breakpoint
ALTER TABLE `__new_webhook_inbox` RENAME TO `webhook_inbox`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `webhooks_to_handle` ON `webhook_inbox` (`portal_id`,`object_type_id`,`object_id`) WHERE handled_at is null;