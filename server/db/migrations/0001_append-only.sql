CREATE TRIGGER audit_entries_no_update BEFORE UPDATE ON audit_entries BEGIN SELECT RAISE(ABORT, 'an audit entry is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER audit_entries_no_delete BEFORE DELETE ON audit_entries BEGIN SELECT RAISE(ABORT, 'an audit entry is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER estimates_no_update BEFORE UPDATE ON estimates BEGIN SELECT RAISE(ABORT, 'a saved estimate is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER estimates_no_delete BEFORE DELETE ON estimates BEGIN SELECT RAISE(ABORT, 'a saved estimate is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER decisions_no_update BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'a decision is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER decisions_no_delete BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'a decision is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER price_books_no_update BEFORE UPDATE ON price_books BEGIN SELECT RAISE(ABORT, 'a price book version is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER price_books_no_delete BEFORE DELETE ON price_books BEGIN SELECT RAISE(ABORT, 'a price book version is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER policies_no_update BEFORE UPDATE ON policies BEGIN SELECT RAISE(ABORT, 'a policy version is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER policies_no_delete BEFORE DELETE ON policies BEGIN SELECT RAISE(ABORT, 'a policy version is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER decisions_by_others BEFORE INSERT ON decisions
WHEN EXISTS (
  SELECT 1 FROM sign_offs, json_each(sign_offs.makers)
  WHERE sign_offs.portal_id = NEW.portal_id AND sign_offs.id = NEW.sign_off_id AND json_each.value = NEW.decided_by
)
BEGIN SELECT RAISE(ABORT, 'nobody decides their own request'); END;
