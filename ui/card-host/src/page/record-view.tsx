import { useCallback, useEffect, useState } from 'react';
import type { Reach } from '../host/extension-fetch.ts';
import type { Address } from './address.ts';
import { CardOnRecord } from './card-on-record.tsx';
import { type Demo, type DemoPerson, fetchDemo } from './demo.ts';
import { Outage } from './outage.tsx';
import { RecordProperties } from './record-properties.tsx';
import { fetchRecords, type RecordKind, type SandboxRecord } from './sandbox-records.ts';
import { Toasts, useToasts } from './toasts.tsx';
import { Unreachable } from './unreachable.ts';

type RecordViewProps = {
  demo: Demo;
  record: SandboxRecord;
  person: DemoPerson;
  address: Address;
  onRefresh: () => void;
};

const cardNames: Record<RecordKind, string> = { deal: 'Margin card', company: 'Account margin card' };

/** A deal or a company as a record page: what it is, and the card where HubSpot would put it. */
export function RecordView({ demo, record, person, address, onRefresh }: RecordViewProps) {
  const { place, locale } = address;
  const [run, setRun] = useState(0);
  const [reach, setReach] = useState<Reach>('answered');
  const { toasts, add, remove } = useToasts();
  const restart = useCallback(() => setRun((count) => count + 1), []);
  /** Asks both programs again and leaves the card alone: what was typed into it stays. */
  const lookAgain = useCallback(async () => {
    const error = await missingParty(demo);
    setReach(error === null ? 'answered' : error.party === 'sandbox' ? 'sandbox-down' : 'server-down');
    if (error === null) onRefresh();
  }, [demo, onRefresh]);
  useEffect(() => {
    document.title = `${record.name} (${place}) · Card host · Dealfloor`;
  }, [record, place]);
  return (
    <article className={`record record-${place}`}>
      <header className="record-header">
        <h2>{record.name}</h2>
        <p>{recordFacts(record, locale)}</p>
      </header>
      {reach !== 'answered' && <Outage error={outageOf(reach, demo)} onRetry={lookAgain} />}
      <section
        className="record-card"
        aria-label={cardNames[record.kind] + (place === 'tab' ? '' : ', sidebar')}
      >
        <CardOnRecord
          key={[record.kind, record.id, person.userId, place, locale, run].join('/')}
          demo={demo}
          kind={record.kind}
          recordId={record.id}
          person={person}
          place={place}
          locale={locale}
          showAlert={add}
          onReach={setReach}
          onRecordRefresh={onRefresh}
          onRestart={restart}
        />
      </section>
      <RecordProperties kind={record.kind} properties={record.properties} isOpen={place === 'sidebar'} />
      <Toasts toasts={toasts} onRemove={remove} />
    </article>
  );
}

async function missingParty(demo: Demo): Promise<Unreachable | null> {
  try {
    await fetchDemo();
    await fetchRecords(demo);
    return null;
  } catch (error) {
    if (error instanceof Unreachable) return error;
    throw error;
  }
}

function outageOf(reach: Reach, demo: Demo): Unreachable {
  return reach === 'sandbox-down'
    ? new Unreachable('sandbox', `The sandbox at ${demo.sandboxUrl} does not answer.`)
    : new Unreachable('server', 'The sandbox cannot reach the Dealfloor server.');
}

function recordFacts({ facts, properties }: SandboxRecord, locale: string): string {
  const { closedate } = properties;
  const closes = closedate
    ? `closes ${new Date(closedate).toLocaleDateString(locale, { dateStyle: 'medium', timeZone: 'UTC' })}`
    : null;
  return [...facts, closes].filter(Boolean).join(' · ');
}
