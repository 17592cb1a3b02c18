import { type Controller, createController, RemoteRenderer } from '@remote-ui/react/host';
import { useEffect, useMemo, useRef, useState } from 'react';
import { CardSurroundingsProvider, createOverlayCloser } from '../components/card-surroundings.ts';
import { standInNames, standIns } from '../components/stand-ins.ts';
import { LoadingSpinner } from '../components/states/states.tsx';
import type { CardApi, CardContext, HostCalls, LogLevel } from '../contract.ts';
import { CardFailure } from './card-failure.tsx';
import type { CrmRecord } from './crm-record.ts';
import { FailureBoundary } from './failure-boundary.tsx';
import { type RunningCard, runCard } from './run-card.ts';
import { useKeptFocus } from './use-kept-focus.ts';
import { VerdictAnnouncer } from './verdict-announcer.tsx';

export type CardFrameProps = {
  bundleUrl: string;
  context: CardContext;
  record: CrmRecord;
  createActions: (closeOverlay: (id: string) => void) => CardApi['actions'];
  fetch: HostCalls['fetch'];
  onLog: (level: LogLevel, text: string) => void;
  onRestart: () => void;
};

type State = { phase: 'starting' | 'running' } | { phase: 'crashed'; message: string };

const controller: Controller = createController(standIns);

/** One run of the card. Another deal, person, place or language is another frame, with a worker of its own. */
export function CardFrame({
  bundleUrl,
  context,
  record,
  createActions,
  fetch,
  onLog,
  onRestart,
}: CardFrameProps) {
  const [card, setCard] = useState<RunningCard | null>(null);
  const [state, setState] = useState<State>({ phase: 'starting' });
  const overlayCloser = useMemo(createOverlayCloser, []);
  const frame = useRef<HTMLDivElement>(null);
  useKeptFocus(frame);
  const surroundings = { locale: context.user.locale, overlayCloser };

  useEffect(() => {
    const run = runCard({
      bundleUrl,
      componentNames: standInNames,
      api: { context, actions: createActions(overlayCloser.close), runServerlessFunction },
      record,
      fetch,
      onLog,
      onMount: () => setState({ phase: 'running' }),
      onCrash: (message) => setState({ phase: 'crashed', message }),
    });
    setCard(run);
    return () => run.stop();
  }, [bundleUrl, context, record, createActions, fetch, onLog, overlayCloser]);

  if (state.phase === 'crashed') return <CardFailure message={state.message} onRestart={onRestart} />;
  return (
    <div ref={frame} className="card-frame" data-testid="card" data-phase={state.phase} tabIndex={-1}>
      {state.phase === 'starting' && <LoadingSpinner label="Starting the card" showLabel layout="centered" />}
      {card !== null && (
        <FailureBoundary onRestart={onRestart}>
          <CardSurroundingsProvider value={surroundings}>
            <VerdictAnnouncer>
              <RemoteRenderer receiver={card.receiver} controller={controller} />
            </VerdictAnnouncer>
          </CardSurroundingsProvider>
        </FailureBoundary>
      )}
    </div>
  );
}

function runServerlessFunction(): Promise<never> {
  return Promise.reject(new Error('Serverless functions are not part of the card host.'));
}
