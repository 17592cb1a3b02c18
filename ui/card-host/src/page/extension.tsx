import { useCallback, useMemo, useState } from 'react';
import type { CardAlert, CardContext, IframeRequest } from '../contract.ts';
import { CardFrame } from '../host/card-frame.tsx';
import { createActions } from '../host/create-actions.ts';
import type { CrmRecord } from '../host/crm-record.ts';
import { createExtensionFetch, type Reach } from '../host/extension-fetch.ts';
import { CardLog, useCardLog } from './card-log.tsx';
import type { Demo, DemoPerson } from './demo.ts';
import { IframeNotice } from './iframe-notice.tsx';

/** What surrounds an extension, wherever it stands. */
export type ExtensionSurroundings = {
  demo: Demo;
  person: DemoPerson;
  showAlert: (alert: CardAlert) => void;
  onReach: (reach: Reach) => void;
  onRecordRefresh: () => void;
  onRestart: () => void;
};

type ExtensionProps = ExtensionSurroundings & { bundle: string; context: CardContext; record: CrmRecord };
type Framed = { request: IframeRequest; onClose: () => void };

/** One bundle with everything that HubSpot would give it: context, actions, and requests in the person's name. */
export function Extension(props: ExtensionProps) {
  const { demo, person, bundle, context, record } = props;
  const { showAlert, onReach, onRecordRefresh, onRestart } = props;
  const { lines, add } = useCardLog();
  const [framed, setFramed] = useState<Framed | null>(null);
  const { portalId, appId, sandboxUrl, cardOrigin } = demo;
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
        bundleUrl={new URL(`cards/${bundle}.js`, document.baseURI).href}
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
