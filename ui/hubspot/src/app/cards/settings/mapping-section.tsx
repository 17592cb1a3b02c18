import type { FieldMapping, MappingPreview, MappingView } from '@dealfloor/price-book';
import { Alert, Button, Flex, Heading, Select } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { loadMapping, previewMapping, runCheck, saveMapping } from '../api/settings-api.ts';
import { useIdempotencyKey } from '../api/use-idempotency-key.ts';
import { useLoad } from '../api/use-load.ts';
import { FailedCard, LoadingLine } from '../states/whole-card-states.tsx';
import { failureSentence } from '../words/failure-sentence.ts';
import { PreviewTable } from './preview-table.tsx';

const FIELDS = [
  { field: 'amount', label: 'Amount' },
  { field: 'currency', label: 'Currency' },
  { field: 'closeDate', label: 'Close date' },
  { field: 'seats', label: 'Seats' },
] as const;
const NO_SEATS = '';

/** Which properties hold what we read: chosen, looked at on three real deals, then kept. */
export function MappingSection({ locale, onSaved }: { locale: string; onSaved: () => void }) {
  const { state, reload } = useLoad(loadMapping);
  return (
    <Flex direction="column" gap="sm" testId="mapping">
      <Heading>Fields</Heading>
      {state.kind === 'loading' ? (
        <LoadingLine waitingFor={state.waitingFor} what="the fields" testId="loading-fields" />
      ) : null}
      {state.kind === 'failed' ? (
        <FailedCard failure={state.failure} onRetry={reload} subject="settings" testId="failed-fields" />
      ) : null}
      {state.kind === 'ready' ? <MappingForm view={state.value} locale={locale} onSaved={onSaved} /> : null}
    </Flex>
  );
}

type FormProps = { view: MappingView; locale: string; onSaved: () => void };

function MappingForm({ view, locale, onSaved }: FormProps) {
  const [mapping, setMapping] = useState<FieldMapping>(view.mapping);
  const [preview, setPreview] = useState<MappingPreview | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const keys = useIdempotencyKey();

  const choose = (field: keyof FieldMapping, name: string) => {
    setMapping({ ...mapping, [field]: field === 'seats' && name === NO_SEATS ? null : name });
    setPreview(null);
  };
  const look = async () => {
    const answer = await previewMapping(mapping);
    setSaid(answer.ok ? null : failureSentence(answer.failure));
    setPreview(answer.ok ? answer.value : null);
  };
  const save = async () => {
    const answer = await saveMapping({ idempotencyKey: keys.keyFor(mapping), mapping });
    setSaid(answer.ok ? 'Kept. Deals are read by it from now on.' : failureSentence(answer.failure));
    if (!answer.ok) return;
    await runCheck('mapping');
    onSaved();
  };
  return (
    <>
      {FIELDS.map(({ field, label }) => (
        <Select
          key={field}
          name={field}
          label={label}
          value={mapping[field] ?? NO_SEATS}
          options={optionsFor(field, view)}
          onChange={(value) => choose(field, String(value))}
        />
      ))}
      <Flex direction="row" gap="sm" wrap>
        <Button testId="preview" variant="secondary" onClick={look}>
          Look at three deals
        </Button>
        <Button testId="save-mapping" variant="primary" disabled={preview === null} onClick={save}>
          Keep it
        </Button>
      </Flex>
      {said ? <Alert testId="mapping-said" title={said} /> : null}
      {preview ? <PreviewTable preview={preview} locale={locale} /> : null}
    </>
  );
}

function optionsFor(field: keyof FieldMapping, { choices }: MappingView) {
  const named = choices[field].map(({ name, label }) => ({ label: `${label} (${name})`, value: name }));
  return field === 'seats' ? [{ label: 'No property', value: NO_SEATS }, ...named] : named;
}
