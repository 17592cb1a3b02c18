import { useCallback } from 'react';
import { LoadingSpinner } from '../components/states/states.tsx';
import { type Address, useAddress } from './address.ts';
import { Chooser } from './chooser.tsx';
import { DealList } from './deal-list.tsx';
import { type Demo, type DemoPerson, fetchDemo } from './demo.ts';
import { Outage } from './outage.tsx';
import { RecordView } from './record-view.tsx';
import { fetchDeals, type SandboxDeal } from './sandbox-deals.ts';
import { useLoad } from './use-load.ts';

export function CardHostPage() {
  const { result, reload } = useLoad(fetchDemo);
  return (
    <>
      <header className="page-header">
        <h1>Card host</h1>
        <p data-testid="sandbox-banner">Sandbox: a stand-in for HubSpot on this machine</p>
      </header>
      <main className="page-main">
        {result.state === 'loading' && (
          <LoadingSpinner label="Looking for the server" showLabel layout="centered" />
        )}
        {result.state === 'failed' && <Outage error={result.error} onRetry={reload} />}
        {result.state === 'ready' && <DealsOfDemo demo={result.value} />}
      </main>
    </>
  );
}

function DealsOfDemo({ demo }: { demo: Demo }) {
  const load = useCallback(() => fetchDeals(demo), [demo]);
  const { result, reload } = useLoad(load);
  if (result.state === 'loading') {
    return <LoadingSpinner label="Asking the sandbox for its deals" showLabel layout="centered" />;
  }
  if (result.state === 'failed') return <Outage error={result.error} onRetry={reload} />;
  return (
    <>
      {result.staleSince !== null && <Outage error={result.staleSince} onRetry={reload} />}
      <Workplace demo={demo} deals={result.value} onRefresh={reload} />
    </>
  );
}

type WorkplaceProps = { demo: Demo; deals: SandboxDeal[]; onRefresh: () => void };

function Workplace({ demo, deals, onRefresh }: WorkplaceProps) {
  const { address, go } = useAddress();
  const deal = deals.find((candidate) => candidate.id === address.deal) ?? deals[0];
  const person = chosenPerson(demo.people, address, deal);
  if (deal === undefined || person === undefined) {
    return <p className="outage">The sandbox holds no deals yet. Seed it and load this page again.</p>;
  }
  return (
    <div className="workplace">
      <div className="workplace-side">
        <Chooser people={demo.people} person={person} address={address} onChange={go} />
        <DealList
          deals={deals}
          address={address}
          current={deal.id}
          onChoose={(dealId) => go({ deal: dealId })}
        />
      </div>
      <RecordView demo={demo} deal={deal} person={person} address={address} onRefresh={onRefresh} />
    </div>
  );
}

/** Until somebody is chosen, you are the deal's own seller: the card is theirs. */
function chosenPerson(
  people: DemoPerson[],
  address: Address,
  deal: SandboxDeal | undefined,
): DemoPerson | undefined {
  const ownerId = deal?.properties.hubspot_owner_id ?? null;
  return (
    people.find((person) => person.userId === address.person) ??
    people.find((person) => person.ownerId === ownerId) ??
    people[0]
  );
}
