import { useCallback } from 'react';
import { LoadingSpinner } from '../components/states/states.tsx';
import { type Address, useAddress } from './address.ts';
import { Chooser } from './chooser.tsx';
import { type Demo, type DemoPerson, fetchDemo } from './demo.ts';
import { Outage } from './outage.tsx';
import { RecordList } from './record-list.tsx';
import { RecordView } from './record-view.tsx';
import { fetchRecords, isListed, type SandboxRecord, type SandboxRecords } from './sandbox-records.ts';
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
        {result.state === 'ready' && <RecordsOfDemo demo={result.value} />}
      </main>
    </>
  );
}

function RecordsOfDemo({ demo }: { demo: Demo }) {
  const load = useCallback(() => fetchRecords(demo), [demo]);
  const { result, reload } = useLoad(load);
  if (result.state === 'loading') {
    return <LoadingSpinner label="Asking the sandbox for its records" showLabel layout="centered" />;
  }
  if (result.state === 'failed') return <Outage error={result.error} onRetry={reload} />;
  return (
    <>
      {result.staleSince !== null && <Outage error={result.staleSince} onRetry={reload} />}
      <Workplace demo={demo} records={result.value} onRefresh={reload} />
    </>
  );
}

type WorkplaceProps = { demo: Demo; records: SandboxRecords; onRefresh: () => void };

function Workplace({ demo, records, onRefresh }: WorkplaceProps) {
  const { address, go } = useAddress();
  const record = chosenRecord(records, address);
  const person = chosenPerson(demo.people, address, record);
  if (record === undefined || person === undefined) {
    return <p className="outage">The sandbox holds no records yet. Seed it and load this page again.</p>;
  }
  return (
    <div className="workplace">
      <div className="workplace-side">
        <Chooser people={demo.people} person={person} address={address} onChange={go} />
        <RecordList records={records} address={address} current={record} onGo={go} />
      </div>
      <RecordView demo={demo} record={record} person={person} address={address} onRefresh={onRefresh} />
    </div>
  );
}

/** Any record may be opened by its id; without one, or with one that is not there, it is the first of its kind. */
function chosenRecord(records: SandboxRecords, { deal, company }: Address): SandboxRecord | undefined {
  const [kind, id] = company === null ? (['deal', deal] as const) : (['company', company] as const);
  return records[kind].find((candidate) => candidate.id === id) ?? records[kind].find(isListed);
}

/** Until somebody is chosen, you are the record's own owner: the card is theirs. */
function chosenPerson(
  people: DemoPerson[],
  address: Address,
  record: SandboxRecord | undefined,
): DemoPerson | undefined {
  return (
    people.find((person) => person.userId === address.person) ??
    people.find((person) => person.ownerId === record?.ownerId) ??
    people[0]
  );
}
