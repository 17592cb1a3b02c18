CREATE INDEX `tenants_by_deal` ON `tenants` (`portal_id`,`deal_id`);
--> statement-breakpoint
DROP TRIGGER sign_offs_frozen;
--> statement-breakpoint
UPDATE sign_offs SET covers_version = estimate_version WHERE covers_version = 0;
--> statement-breakpoint
UPDATE sign_offs SET signatures = CASE verdict WHEN 'loss' THEN '["finance","cfo"]' ELSE '["finance"]' END WHERE signatures = '[]';
--> statement-breakpoint
CREATE TRIGGER sign_offs_frozen BEFORE UPDATE ON sign_offs
WHEN NEW.portal_id IS NOT OLD.portal_id
  OR NEW.id IS NOT OLD.id
  OR NEW.deal_id IS NOT OLD.deal_id
  OR NEW.estimate_version IS NOT OLD.estimate_version
  OR NEW.policy IS NOT OLD.policy
  OR NEW.makers IS NOT OLD.makers
  OR NEW.requested_by IS NOT OLD.requested_by
  OR NEW.requested_at IS NOT OLD.requested_at
  OR NEW.round NOT BETWEEN OLD.round AND OLD.round + 1
  OR NEW.covers_version < OLD.covers_version
  OR (NEW.round = OLD.round AND (NEW.verdict IS NOT OLD.verdict OR NEW.signatures IS NOT OLD.signatures))
BEGIN SELECT RAISE(ABORT, 'what a request froze never changes'); END;
