CREATE TRIGGER audit_entries_no_replace BEFORE INSERT ON audit_entries
WHEN EXISTS (SELECT 1 FROM audit_entries WHERE portal_id = NEW.portal_id AND sequence = NEW.sequence)
BEGIN SELECT RAISE(ABORT, 'an audit entry is never replaced'); END;
--> statement-breakpoint
CREATE TRIGGER estimates_no_replace BEFORE INSERT ON estimates
WHEN EXISTS (SELECT 1 FROM estimates WHERE portal_id = NEW.portal_id AND deal_id = NEW.deal_id AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'a saved estimate is never replaced'); END;
--> statement-breakpoint
CREATE TRIGGER decisions_no_replace BEFORE INSERT ON decisions
WHEN EXISTS (
  SELECT 1 FROM decisions
  WHERE portal_id = NEW.portal_id
    AND (id = NEW.id OR (sign_off_id = NEW.sign_off_id AND decided_by = NEW.decided_by))
)
BEGIN SELECT RAISE(ABORT, 'a decision is never replaced'); END;
--> statement-breakpoint
CREATE TRIGGER price_books_no_replace BEFORE INSERT ON price_books
WHEN EXISTS (SELECT 1 FROM price_books WHERE portal_id = NEW.portal_id AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'a price book version is never replaced'); END;
--> statement-breakpoint
CREATE TRIGGER policies_no_replace BEFORE INSERT ON policies
WHEN EXISTS (SELECT 1 FROM policies WHERE portal_id = NEW.portal_id AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'a policy version is never replaced'); END;
--> statement-breakpoint
CREATE TRIGGER sign_offs_frozen BEFORE UPDATE ON sign_offs
WHEN NEW.portal_id IS NOT OLD.portal_id
  OR NEW.id IS NOT OLD.id
  OR NEW.deal_id IS NOT OLD.deal_id
  OR NEW.estimate_version IS NOT OLD.estimate_version
  OR NEW.verdict IS NOT OLD.verdict
  OR NEW.policy IS NOT OLD.policy
  OR NEW.makers IS NOT OLD.makers
  OR NEW.requested_by IS NOT OLD.requested_by
  OR NEW.requested_at IS NOT OLD.requested_at
BEGIN SELECT RAISE(ABORT, 'what a request froze never changes'); END;
--> statement-breakpoint
CREATE TRIGGER sign_offs_no_delete BEFORE DELETE ON sign_offs BEGIN SELECT RAISE(ABORT, 'a request is never deleted'); END;
--> statement-breakpoint
CREATE TRIGGER sign_offs_no_replace BEFORE INSERT ON sign_offs
WHEN EXISTS (
  SELECT 1 FROM sign_offs
  WHERE portal_id = NEW.portal_id
    AND (id = NEW.id OR (deal_id = NEW.deal_id AND state = 'waiting' AND NEW.state = 'waiting'))
)
BEGIN SELECT RAISE(ABORT, 'a request is never replaced'); END;
