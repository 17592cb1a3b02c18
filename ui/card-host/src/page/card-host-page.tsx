import { useCallback } from 'react';
import { LoadingSpinner } from '../components/states/states.tsx';
import { type Address, type AppPage, useAddress } from './address.ts';
import { Chooser } from './chooser.tsx';
import { type Demo, type DemoPerson, fetchDemo } from './demo.ts';
import { Outage } from './outage.tsx';
import { PageView } from './page-view.tsx';
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
      {address.page === null ? (
        <RecordView demo={demo} record={record} person={person} address={address} onRefresh={onRefresh} />
      ) : (
        <PageView
          demo={demo}
          page={address.page}
          person={person}
          locale={address.locale}
          onRefresh={onRefresh}
        />
      )}
    </div>
  );
}

/** Any record may be opened by its id; without one, or with one that is not there, it is the first of its kind. */
function chosenRecord(records: SandboxRecords, { deal, company }: Address): SandboxRecord | undefined {
  const [kind, id] = company === null ? (['deal', deal] as const) : (['company', company] as const);
  return records[kind].find((candidate) => candidate.id === id) ?? records[kind].find(isListed);
}

const PAGE_ROLES: Record<AppPage, string> = { settings: 'admin', 'sign-offs': 'finance' };

/** Until somebody is chosen, you are whose page it is, or the record's own owner. */
function chosenPerson(
  people: DemoPerson[],
  address: Address,
  record: SandboxRecord | undefined,
): DemoPerson | undefined {
  const role = address.page && PAGE_ROLES[address.page];
  return (
    people.find((person) => person.userId === address.person) ??
    people.find((person) => role !== null && person.roles.includes(role)) ??
    people.find((person) => person.ownerId === record?.ownerId) ??
    people[0]
  );
}
