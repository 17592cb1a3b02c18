DROP INDEX `notices_to_send`;--> statement-breakpoint
CREATE INDEX `notices_sent` ON `notices` (`portal_id`,`to_user_id`,`sent_at`);--> statement-breakpoint
CREATE INDEX `notices_to_send` ON `notices` (`portal_id`,`to_user_id`,`id`) WHERE sent_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX `one_person_a_slack_user` ON `notice_preferences` (`portal_id`,`slack_user_id`);