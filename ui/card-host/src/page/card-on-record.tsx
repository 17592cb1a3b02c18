import { useCallback, useMemo, useState } from 'react';
import type { CardAlert, IframeRequest } from '../contract.ts';
import { CardFrame } from '../host/card-frame.tsx';
import { createActions } from '../host/create-actions.ts';
import { createContext } from '../host/create-context.ts';
import { createCrmRecord } from '../host/crm-record.ts';
import { createExtensionFetch, type Reach } from '../host/extension-fetch.ts';
import type { Locale, Place } from './address.ts';
import { CardLog, useCardLog } from './card-log.tsx';
import type { Demo, DemoPerson } from './demo.ts';
import { IframeNotice } from './iframe-notice.tsx';
import { fetchProperties, type RecordKind } from './sandbox-records.ts';

type CardOnRecordProps = {
  demo: Demo;
  kind: RecordKind;
  recordId: string;
  person: DemoPerson;
  place: Place;
  locale: Locale;
  showAlert: (alert: CardAlert) => void;
  onReach: (reach: Reach) => void;
  onRecordRefresh: () => void;
  onRestart: () => void;
};

const locations = { tab: 'crm.record.tab', sidebar: 'crm.record.sidebar' } as const;
const cards = {
  deal: { tab: 'DealMarginTab', sidebar: 'DealMarginSidebar', title: 'Margin' },
  company: { tab: 'AccountMarginTab', sidebar: 'AccountMarginSidebar', title: 'Account margin' },
} as const;

type Framed = { request: IframeRequest; onClose: () => void };

/** Everything HubSpot would give the card on this record, for this person, in this place. */
export function CardOnRecord(props: CardOnRecordProps) {
  const { demo, kind, recordId, person, place, locale } = props;
  const { showAlert, onReach, onRecordRefresh, onRestart } = props;
  const { lines, add } = useCardLog();
  const [framed, setFramed] = useState<Framed | null>(null);
  const { portalId, appId, sandboxUrl, cardOrigin } = demo;
  const location = locations[place];
  const cardTitle = cards[kind].title;
  const context = useMemo(
    () => createContext({ location, kind, recordId, cardTitle, portalId, appId, locale, person }),
    [location, kind, recordId, cardTitle, portalId, appId, locale, person],
  );
  const record = useMemo(
    () => createCrmRecord(() => fetchProperties(demo, kind, recordId)),
    [demo, kind, recordId],
  );
  const fetch = useMemo(() => {
    const identity = { portalId, appId, userId: person.userId, userEmail: person.email };
    return createExtensionFetch({
      sandboxUrl,
      permittedOrigin: new URL(cardOrigin).origin,
      identity,
      onReach,
    });
  }, [portalId, appId, person, sandboxUrl, cardOrigin, onReach]);
  const actionsFor = useCallback(
    (closeOverlay: (id: string) => void) =>
      createActions({
        record,
        showAlert,
        closeOverlay,
        showIframe: (request, onClose) => setFramed({ request, onClose }),
        onRecordRefresh,
      }),
    [record, showAlert, onRecordRefresh],
  );
  return (
    <>
      <CardFrame
        bundleUrl={new URL(`cards/${cards[kind][place]}.js`, document.baseURI).href}
        context={context}
        record={record}
        createActions={actionsFor}
        fetch={fetch}
        onLog={add}
        onRestart={onRestart}
      />
      <CardLog lines={lines} />
      {framed !== null && (
        <IframeNotice
          request={framed.request}
          onClose={() => {
            framed.onClose();
            setFramed(null);
          }}
        />
      )}
    </>
  );
}
