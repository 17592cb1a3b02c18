DROP TRIGGER decisions_by_others;
--> statement-breakpoint
CREATE TRIGGER decisions_by_others BEFORE INSERT ON decisions
WHEN EXISTS (
  SELECT 1 FROM sign_offs, json_each(sign_offs.makers) AS maker
  LEFT JOIN people AS hand ON hand.portal_id = sign_offs.portal_id AND hand.user_id = maker.value
  LEFT JOIN people AS decider ON decider.portal_id = sign_offs.portal_id AND decider.user_id = NEW.decided_by
  WHERE sign_offs.portal_id = NEW.portal_id AND sign_offs.id = NEW.sign_off_id
    AND (maker.value = NEW.decided_by OR maker.value = NEW.on_behalf_of OR lower(hand.email) = lower(decider.email))
)
OR EXISTS (
  SELECT 1 FROM sign_offs
  JOIN deals ON deals.portal_id = sign_offs.portal_id AND deals.deal_id = sign_offs.deal_id
  JOIN people AS owner ON owner.portal_id = deals.portal_id AND owner.owner_id = deals.owner_id
  LEFT JOIN people AS decider ON decider.portal_id = deals.portal_id AND decider.user_id = NEW.decided_by
  WHERE sign_offs.portal_id = NEW.portal_id AND sign_offs.id = NEW.sign_off_id
    AND (owner.user_id = NEW.decided_by OR owner.user_id = NEW.on_behalf_of OR lower(owner.email) = lower(decider.email))
)
OR EXISTS (
  SELECT 1 FROM estimates
  JOIN sign_offs ON sign_offs.portal_id = estimates.portal_id AND sign_offs.deal_id = estimates.deal_id
  LEFT JOIN people AS editor ON editor.portal_id = estimates.portal_id AND editor.user_id = estimates.saved_by
  LEFT JOIN people AS decider ON decider.portal_id = estimates.portal_id AND decider.user_id = NEW.decided_by
  WHERE sign_offs.portal_id = NEW.portal_id AND sign_offs.id = NEW.sign_off_id
    AND (estimates.saved_by = NEW.decided_by OR lower(editor.email) = lower(decider.email))
)
BEGIN SELECT RAISE(ABORT, 'nobody decides their own request'); END;
--> statement-breakpoint
DROP TRIGGER decisions_no_replace;
--> statement-breakpoint
CREATE TRIGGER decisions_no_replace BEFORE INSERT ON decisions
WHEN EXISTS (
  SELECT 1 FROM decisions
  WHERE portal_id = NEW.portal_id
    AND (id = NEW.id OR (sign_off_id = NEW.sign_off_id AND round = NEW.round AND decided_by = NEW.decided_by))
)
BEGIN SELECT RAISE(ABORT, 'a decision is never replaced'); END;
--> statement-breakpoint
DROP TRIGGER sign_offs_frozen;
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
  OR NEW.signatures IS NOT OLD.signatures
BEGIN SELECT RAISE(ABORT, 'what a request froze never changes'); END;
--> statement-breakpoint
CREATE TRIGGER sign_off_comments_no_update BEFORE UPDATE ON sign_off_comments BEGIN SELECT RAISE(ABORT, 'a comment is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER sign_off_comments_no_delete BEFORE DELETE ON sign_off_comments BEGIN SELECT RAISE(ABORT, 'a comment is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER estimate_tries_no_update BEFORE UPDATE ON estimate_tries BEGIN SELECT RAISE(ABORT, 'a try is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER estimate_tries_no_delete BEFORE DELETE ON estimate_tries BEGIN SELECT RAISE(ABORT, 'a try is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER bypasses_no_update BEFORE UPDATE ON bypasses BEGIN SELECT RAISE(ABORT, 'a bypass is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER bypasses_no_delete BEFORE DELETE ON bypasses BEGIN SELECT RAISE(ABORT, 'a bypass is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER delegations_to_others BEFORE INSERT ON delegations
WHEN EXISTS (
  SELECT 1 FROM people AS giver JOIN people AS taker ON taker.portal_id = giver.portal_id
  WHERE giver.portal_id = NEW.portal_id AND giver.user_id = NEW.from_user_id AND taker.user_id = NEW.to_user_id
    AND (giver.user_id = taker.user_id OR lower(giver.email) = lower(taker.email))
)
BEGIN SELECT RAISE(ABORT, 'nobody delegates to themselves'); END;
--> statement-breakpoint
CREATE TRIGGER delegations_no_delete BEFORE DELETE ON delegations BEGIN SELECT RAISE(ABORT, 'a delegation is ended, never deleted'); END;
--> statement-breakpoint
CREATE TRIGGER proposals_frozen BEFORE UPDATE ON proposals
WHEN OLD.state IS NOT 'open'
  OR NEW.portal_id IS NOT OLD.portal_id
  OR NEW.id IS NOT OLD.id
  OR NEW.kind IS NOT OLD.kind
  OR NEW.body IS NOT OLD.body
  OR NEW.body_hash IS NOT OLD.body_hash
  OR NEW.proposed_by IS NOT OLD.proposed_by
BEGIN SELECT RAISE(ABORT, 'a proposal is decided once and never changed'); END;
--> statement-breakpoint
CREATE TRIGGER proposals_no_delete BEFORE DELETE ON proposals BEGIN SELECT RAISE(ABORT, 'a proposal is never deleted'); END;
--> statement-breakpoint
CREATE TRIGGER proposals_published_by_others BEFORE UPDATE ON proposals
WHEN NEW.state = 'published' AND (
  NEW.decided_by IS NULL
  OR NEW.decided_by = OLD.proposed_by
  OR EXISTS (
    SELECT 1 FROM people AS maker JOIN people AS checker ON checker.portal_id = maker.portal_id
    WHERE maker.portal_id = OLD.portal_id AND maker.user_id = OLD.proposed_by AND checker.user_id = NEW.decided_by
      AND lower(maker.email) = lower(checker.email)
  )
)
BEGIN SELECT RAISE(ABORT, 'nobody publishes their own proposal'); END;
