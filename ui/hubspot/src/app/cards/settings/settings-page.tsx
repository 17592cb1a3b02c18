import '../no-eval.ts';
import type { Checklist } from '@dealfloor/price-book';
import { Alert, Flex, Heading, hubspot, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { loadChecklist, provision, runCheck } from '../api/settings-api.ts';
import { useIdempotencyKey } from '../api/use-idempotency-key.ts';
import { useLoad } from '../api/use-load.ts';
import { FailedCard, LoadingLine } from '../states/whole-card-states.tsx';
import { failureSentence } from '../words/failure-sentence.ts';
import { readableLocale } from '../words/locale.ts';
import { ChecklistTable } from './checklist-table.tsx';
import { HealthSection } from './health-section.tsx';
import { MappingSection } from './mapping-section.tsx';
import { NoticesSection } from './notices-section.tsx';
import { PipelineRulesSection } from './pipeline-rules-section.tsx';

hubspot.extend<'settings'>(({ context }) => <SettingsPage locale={readableLocale(context.user.locale)} />);

/** The set-up of a portal on one page: what is done, what is left, and how the exchange with HubSpot goes. */
export function SettingsPage({ locale }: { locale: string }) {
  const { state, reload, change } = useLoad(loadChecklist);
  if (state.kind === 'loading') return <LoadingLine waitingFor={state.waitingFor} what="the settings" />;
  if (state.kind === 'failed')
    return <FailedCard failure={state.failure} onRetry={reload} subject="settings" />;
  const checklist = state.value;
  return (
    <Flex direction="column" gap="lg" testId="settings">
      {checklist.connection?.banner ? (
        <Alert testId="banner" variant="error" title="Connect the portal again">
          {checklist.connection.banner}
        </Alert>
      ) : null}
      <SetUp checklist={checklist} onChange={change} />
      <MappingSection locale={locale} onSaved={reload} />
      <NoticesSection onSaved={reload} />
      <PipelineRulesSection />
      <HealthSection health={checklist.health} locale={locale} onRetried={reload} />
      <Flex direction="column" gap="xs">
        <Heading>When you take it out</Heading>
        <Text testId="leaves">{checklist.leaves}</Text>
      </Flex>
    </Flex>
  );
}

type ChangeChecklist = (update: (before: Checklist) => Checklist) => void;

function SetUp({ checklist, onChange }: { checklist: Checklist; onChange: ChangeChecklist }) {
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const keys = useIdempotencyKey();

  const check = async (names: readonly Checklist['items'][number]['name'][]) => {
    setBusy(true);
    setTrouble(null);
    for (const name of names) {
      const answer = await runCheck(name);
      if (!answer.ok) setTrouble(failureSentence(answer.failure));
      else {
        const found = answer.value;
        onChange((before) => ({
          ...before,
          items: before.items.map((item) => (item.name === found.name ? found : item)),
        }));
      }
    }
    setBusy(false);
  };
  const createMissing = async () => {
    setBusy(true);
    const replace: string[] = [];
    const answer = await provision({ idempotencyKey: keys.keyFor(replace), replace });
    keys.forget();
    if (answer.ok) await check(['properties']);
    else setTrouble(failureSentence(answer.failure));
    setBusy(false);
  };
  return (
    <Flex direction="column" gap="sm">
      <Heading>Set-up</Heading>
      {trouble ? (
        <Alert testId="trouble" variant="warning" title={trouble}>
          Nothing was changed by this.
        </Alert>
      ) : null}
      <ChecklistTable items={checklist.items} busy={busy} onCheck={check} onCreateMissing={createMissing} />
    </Flex>
  );
}
