import { useCallback, useEffect, useState } from 'react';
import type { Reach } from '../host/extension-fetch.ts';
import type { Address } from './address.ts';
import { CardOnRecord } from './card-on-record.tsx';
import { type Demo, type DemoPerson, fetchDemo } from './demo.ts';
import { Outage } from './outage.tsx';
import { RecordProperties } from './record-properties.tsx';
import { dealFacts, dealName, fetchDeals, type SandboxDeal } from './sandbox-deals.ts';
import { Toasts, useToasts } from './toasts.tsx';
import { Unreachable } from './unreachable.ts';

type RecordViewProps = {
  demo: Demo;
  deal: SandboxDeal;
  person: DemoPerson;
  address: Address;
  onRefresh: () => void;
};

/** The deal as a record page: what it is, and the card where HubSpot would put it. */
export function RecordView({ demo, deal, person, address, onRefresh }: RecordViewProps) {
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
    document.title = `${dealName(deal)} (${place}) · Card host · Dealfloor`;
  }, [deal, place]);
  return (
    <article className={`record record-${place}`}>
      <header className="record-header">
        <h2>{dealName(deal)}</h2>
        <p>{recordFacts(deal, locale)}</p>
      </header>
      {reach !== 'answered' && <Outage error={outageOf(reach, demo)} onRetry={lookAgain} />}
      <section className="record-card" aria-label={place === 'tab' ? 'Margin card' : 'Margin card, sidebar'}>
        <CardOnRecord
          key={[deal.id, person.userId, place, locale, run].join('/')}
          demo={demo}
          dealId={deal.id}
          person={person}
          place={place}
          locale={locale}
          showAlert={add}
          onReach={setReach}
          onRecordRefresh={onRefresh}
          onRestart={restart}
        />
      </section>
      <RecordProperties properties={deal.properties} isOpen={place === 'sidebar'} />
      <Toasts toasts={toasts} onRemove={remove} />
    </article>
  );
}

async function missingParty(demo: Demo): Promise<Unreachable | null> {
  try {
    await fetchDemo();
    await fetchDeals(demo);
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

function recordFacts(deal: SandboxDeal, locale: string): string {
  const { closedate } = deal.properties;
  const closes = closedate
    ? `closes ${new Date(closedate).toLocaleDateString(locale, { dateStyle: 'medium', timeZone: 'UTC' })}`
    : null;
  return [...dealFacts(deal), closes].filter(Boolean).join(' · ');
}
