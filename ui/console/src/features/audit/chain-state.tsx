import { Button } from '@mantine/core';
import { useAnnouncement } from '../../components/announcer.tsx';
import { Moment } from '../../components/moment.tsx';
import { counted } from '../../words/show-quantity.ts';
import { useChain } from './api/get-audit.ts';
import { chainSentence } from './audit-words.ts';

/** Whether every entry is still what it was, and when that was looked at. */
export function ChainState() {
  const chain = useChain();
  useAnnouncement(chain.data ? `${chainSentence(chain.data)}.` : null);
  const again = (
    <Button
      size="compact-sm"
      variant="default"
      onClick={() => void chain.refetch()}
      loading={chain.isFetching}
    >
      Check again
    </Button>
  );
  if (chain.isPending) return <p className="muted">Checking the chain …</p>;
  if (chain.isError) return <p className="notice">The chain could not be checked. {again}</p>;
  const { ok, anchors, unsealed, checkedAt, walkedAt } = chain.data;
  if (!ok) {
    return (
      <section className="panel problem chain-broken" role="alert">
        <h2 data-testid="chain">{chainSentence(chain.data)}</h2>
        <p>Somebody changed what was written down. Tell engineering, and decide nothing by these entries.</p>
        {again}
      </section>
    );
  }
  return (
    <p className="chain">
      <strong data-testid="chain">{chainSentence(chain.data)}</strong>
      <span className="muted">
        {anchors > 0 ? `held against ${counted(anchors, 'anchor')} outside the database, ` : ''}
        {unsealed > 0 ? `the first ${unsealed} from before the key, ` : ''}
        checked <Moment at={checkedAt} />
        {walkedAt !== checkedAt && (
          <>
            , walked from the first entry on <Moment at={walkedAt} />
          </>
        )}
      </span>
      {again}
    </p>
  );
}
