import { useCallback, useEffect, useState } from 'react';
import type { Address } from './address.ts';
import { CardOnRecord } from './card-on-record.tsx';
import type { Demo, DemoPerson } from './demo.ts';
import { RecordProperties } from './record-properties.tsx';
import type { RecordKind, SandboxRecord } from './sandbox-records.ts';
import { Toasts, useToasts } from './toasts.tsx';
import { useReach } from './use-reach.tsx';

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
  const { onReach, outage } = useReach(demo, onRefresh);
  const { toasts, add, remove } = useToasts();
  const restart = useCallback(() => setRun((count) => count + 1), []);
  useEffect(() => {
    document.title = `${record.name} (${place}) · Card host · Dealfloor`;
  }, [record, place]);
  return (
    <article className={`record record-${place}`}>
      <header className="record-header">
        <h2>{record.name}</h2>
        <p>{recordFacts(record, locale)}</p>
      </header>
      {outage}
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
          onReach={onReach}
          onRecordRefresh={onRefresh}
          onRestart={restart}
        />
      </section>
      <RecordProperties kind={record.kind} properties={record.properties} isOpen={place === 'sidebar'} />
      <Toasts toasts={toasts} onRemove={remove} />
    </article>
  );
}

function recordFacts({ facts, properties }: SandboxRecord, locale: string): string {
  const { closedate } = properties;
  const closes = closedate
    ? `closes ${new Date(closedate).toLocaleDateString(locale, { dateStyle: 'medium', timeZone: 'UTC' })}`
    : null;
  return [...facts, closes].filter(Boolean).join(' · ');
}
