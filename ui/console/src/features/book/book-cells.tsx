import type { AccountRow, AccountWindow } from '@dealfloor/price-book';
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

const KEY_MODES: Record<AccountRow['keyMode'], string | null> = {
  shared: null,
  byo: 'own key',
  hybrid: 'trial on our key, then own',
};

/** The plan, whose key pays the credits where it is not ours, and who looks after the account. */
export function OwnerAndPlan({ row: { plan, keyMode, ownerName } }: { row: AccountRow }) {
  const mode = KEY_MODES[keyMode];
  return (
    <>
      {plan}
      {mode && plan !== 'own-key' ? `, ${mode}` : null}
      {ownerName === null ? null : <span className="muted small block">{ownerName}</span>}
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
