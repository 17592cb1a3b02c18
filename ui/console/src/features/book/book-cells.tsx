import type { AccountBook, AccountRow, AccountWindow } from '@dealfloor/price-book';
import { Link } from 'react-router';
import { showShare } from '../../words/show-margin.ts';

export function AccountLink({ row, window }: { row: AccountRow; window: AccountWindow }) {
  const address = `/accounts/${encodeURIComponent(row.tenantId)}${window === '30' ? '' : `?window=${window}`}`;
  return (
    <Link to={address} className="account-link">
      {row.name}
    </Link>
  );
}

/** In a book of everybody's accounts each row says whose it is. */
export function hasOwners({ book }: AccountBook): boolean {
  return book.key === 'all';
}

const KEY_MODES: Record<AccountRow['keyMode'], string | null> = {
  shared: null,
  byo: 'own key',
  hybrid: 'trial on our key, then own',
};

type PlanProps = { row: AccountRow; hasOwner: boolean };

/** The plan, whose key pays the credits where it is not ours, and where that is not plain, who looks after it. */
export function OwnerAndPlan({ row: { plan, keyMode, ownerName }, hasOwner }: PlanProps) {
  const mode = /\bkey\b/i.test(plan) ? null : KEY_MODES[keyMode];
  return (
    <>
      {plan}
      {mode ? <span className="muted">, {mode}</span> : null}
      {ownerName === null || !hasOwner ? null : <span className="muted small block">{ownerName}</span>}
    </>
  );
}

export function TopEndpoint({ row: { topEndpoint } }: { row: AccountRow }) {
  if (!topEndpoint) return <span className="muted">No use</span>;
  const { label, endpoint, sharePercent } = topEndpoint;
  return (
    <span title={endpoint}>
      {label}
      {sharePercent === null ? null : (
        <span className="muted small block">{showShare(sharePercent)} of cost</span>
      )}
    </span>
  );
}
