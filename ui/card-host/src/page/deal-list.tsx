import type { MouseEvent } from 'react';
import { StatusTag } from '../components/text/status-tag.tsx';
import { type Address, formatAddress } from './address.ts';
import { dealFacts, dealName, type SandboxDeal } from './sandbox-deals.ts';
import { verdictOf } from './verdict-words.ts';

type DealListProps = {
  deals: SandboxDeal[];
  address: Address;
  current: string;
  onChoose: (dealId: string) => void;
};

export function DealList({ deals, address, current, onChoose }: DealListProps) {
  return (
    <nav className="deal-list" aria-label="Deals" data-testid="deal-list">
      <h2>Deals</h2>
      <ul>
        {deals.map((deal) => (
          <li key={deal.id}>
            <a
              href={formatAddress({ ...address, deal: deal.id })}
              aria-current={deal.id === current ? 'page' : undefined}
              data-testid={`deal-${deal.id}`}
              onClick={(event) => {
                if (opensElsewhere(event)) return;
                event.preventDefault();
                onChoose(deal.id);
              }}
            >
              <DealLine deal={deal} />
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function DealLine({ deal }: { deal: SandboxDeal }) {
  const verdict = verdictOf(deal.properties);
  return (
    <>
      <span className="deal-name">{dealName(deal)}</span>
      <span className="deal-facts">{dealFacts(deal).join(' · ')}</span>
      {verdict !== null && <StatusTag variant={verdict.variant}>{verdict.word}</StatusTag>}
    </>
  );
}

function opensElsewhere(event: MouseEvent): boolean {
  return event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0;
}
