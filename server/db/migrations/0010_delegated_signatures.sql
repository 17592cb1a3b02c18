DROP TRIGGER decisions_by_others;
--> statement-breakpoint
CREATE TRIGGER decisions_by_others BEFORE INSERT ON decisions
WHEN EXISTS (
  SELECT 1
  FROM (
    SELECT maker.value AS user_id FROM sign_offs, json_each(sign_offs.makers) AS maker
    WHERE sign_offs.portal_id = NEW.portal_id AND sign_offs.id = NEW.sign_off_id
    UNION
    SELECT owner.user_id FROM sign_offs
    JOIN deals ON deals.portal_id = sign_offs.portal_id AND deals.deal_id = sign_offs.deal_id
    JOIN people AS owner ON owner.portal_id = deals.portal_id AND owner.owner_id = deals.owner_id
    WHERE sign_offs.portal_id = NEW.portal_id AND sign_offs.id = NEW.sign_off_id
    UNION
    SELECT estimates.saved_by FROM sign_offs
    JOIN estimates ON estimates.portal_id = sign_offs.portal_id AND estimates.deal_id = sign_offs.deal_id
    WHERE sign_offs.portal_id = NEW.portal_id AND sign_offs.id = NEW.sign_off_id
  ) AS maker
  JOIN (SELECT NEW.decided_by AS user_id UNION SELECT NEW.on_behalf_of) AS signer ON signer.user_id IS NOT NULL
  LEFT JOIN people AS hand ON hand.portal_id = NEW.portal_id AND hand.user_id = maker.user_id
  LEFT JOIN people AS pen ON pen.portal_id = NEW.portal_id AND pen.user_id = signer.user_id
  WHERE maker.user_id = signer.user_id OR lower(hand.email) = lower(pen.email)
)
BEGIN SELECT RAISE(ABORT, 'nobody decides their own request'); END;
--> statement-breakpoint
CREATE TRIGGER decisions_by_different_people BEFORE INSERT ON decisions
WHEN EXISTS (
  SELECT 1
  FROM (
    SELECT decided_by AS user_id FROM decisions
    WHERE portal_id = NEW.portal_id AND sign_off_id = NEW.sign_off_id AND round = NEW.round
    UNION
    SELECT on_behalf_of FROM decisions
    WHERE portal_id = NEW.portal_id AND sign_off_id = NEW.sign_off_id AND round = NEW.round
  ) AS earlier
  JOIN (SELECT NEW.decided_by AS user_id UNION SELECT NEW.on_behalf_of) AS signer ON signer.user_id IS NOT NULL
  LEFT JOIN people AS hand ON hand.portal_id = NEW.portal_id AND hand.user_id = earlier.user_id
  LEFT JOIN people AS pen ON pen.portal_id = NEW.portal_id AND pen.user_id = signer.user_id
  WHERE earlier.user_id = signer.user_id OR lower(hand.email) = lower(pen.email)
)
BEGIN SELECT RAISE(ABORT, 'one person never stands for two'); END;
--> statement-breakpoint
CREATE TRIGGER decisions_by_delegates BEFORE INSERT ON decisions
WHEN NEW.on_behalf_of IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM delegations AS first
  LEFT JOIN delegations AS second ON second.portal_id = first.portal_id AND second.from_user_id = first.to_user_id
    AND second.ended_at IS NULL AND substr(NEW.decided_at, 1, 10) BETWEEN second.starts_on AND second.ends_on
  LEFT JOIN delegations AS third ON third.portal_id = second.portal_id AND third.from_user_id = second.to_user_id
    AND third.ended_at IS NULL AND substr(NEW.decided_at, 1, 10) BETWEEN third.starts_on AND third.ends_on
  WHERE first.portal_id = NEW.portal_id AND first.from_user_id = NEW.on_behalf_of
    AND first.ended_at IS NULL AND substr(NEW.decided_at, 1, 10) BETWEEN first.starts_on AND first.ends_on
    AND NEW.decided_by IN (first.to_user_id, second.to_user_id, third.to_user_id)
)
BEGIN SELECT RAISE(ABORT, 'only a delegate decides for another'); END;
--> statement-breakpoint
CREATE TRIGGER delegations_frozen BEFORE UPDATE ON delegations
WHEN OLD.ended_at IS NOT NULL
  OR NEW.portal_id IS NOT OLD.portal_id
  OR NEW.id IS NOT OLD.id
  OR NEW.from_user_id IS NOT OLD.from_user_id
  OR NEW.to_user_id IS NOT OLD.to_user_id
  OR NEW.starts_on IS NOT OLD.starts_on
  OR NEW.ends_on IS NOT OLD.ends_on
  OR NEW.may_decide_loss IS NOT OLD.may_decide_loss
  OR NEW.created_at IS NOT OLD.created_at
BEGIN SELECT RAISE(ABORT, 'a delegation is ended, never changed'); END;
