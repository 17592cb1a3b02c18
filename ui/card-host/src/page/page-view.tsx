import { useCallback, useEffect, useMemo, useState } from 'react';
import { createPageContext } from '../host/create-context.ts';
import { createCrmRecord } from '../host/crm-record.ts';
import type { AppPage, Locale } from './address.ts';
import type { Demo, DemoPerson } from './demo.ts';
import { Extension } from './extension.tsx';
import { Toasts, useToasts } from './toasts.tsx';
import { useReach } from './use-reach.tsx';

type PageViewProps = {
  demo: Demo;
  page: AppPage;
  person: DemoPerson;
  locale: Locale;
  onRefresh: () => void;
};

export const appPageNames: Record<AppPage, string> = { settings: 'Settings', 'sign-offs': 'App page' };
const pages = {
  settings: {
    location: 'settings',
    bundle: 'DealfloorSettings',
    where: 'Connected apps, Dealfloor, Settings',
  },
  'sign-offs': { location: 'pages', bundle: 'DealfloorSignOffs', where: 'Apps, Dealfloor' },
} as const;
const NO_RECORD = createCrmRecord(async () => ({}));

/** A page of the app where HubSpot shows it, which is on no record. */
export function PageView({ demo, page, person, locale, onRefresh }: PageViewProps) {
  const [run, setRun] = useState(0);
  const { onReach, outage } = useReach(demo, onRefresh);
  const { toasts, add, remove } = useToasts();
  const restart = useCallback(() => setRun((count) => count + 1), []);
  const { location, bundle, where } = pages[page];
  const { portalId, appId } = demo;
  const title = appPageNames[page];
  const context = useMemo(
    () => createPageContext(location, { title, portalId, appId, locale, person }),
    [location, title, portalId, appId, locale, person],
  );
  useEffect(() => {
    document.title = `${title} · Card host · Dealfloor`;
  }, [title]);
  return (
    <article className="record record-tab">
      <header className="record-header">
        <h2>Dealfloor</h2>
        <p>{where}</p>
      </header>
      {outage}
      <section className="record-card" aria-label={title}>
        <Extension
          key={[page, person.userId, locale, run].join('/')}
          demo={demo}
          person={person}
          bundle={bundle}
          context={context}
          record={NO_RECORD}
          showAlert={add}
          onReach={onReach}
          onRecordRefresh={onRefresh}
          onRestart={restart}
        />
      </section>
      <Toasts toasts={toasts} onRemove={remove} />
    </article>
  );
}
