import type { KeyMode } from '@dealfloor/price-book';
import { Select } from '@hubspot/ui-extensions';
import { KEY_MODES } from '../words/key-mode-words.ts';
import { withKeyMode, withModel, withPlan } from './change-form.ts';
import type { SizingEditor } from './sizing-editor.ts';
import type { PriceForm, SizingForm } from './sizing-form.ts';

const MODELS: Record<PriceForm['kind'], string> = {
  seat: 'Flat price per seat',
  'seat-with-overage': 'Seats with included calls and overage',
  usage: 'By usage',
  'platform-fee': 'Platform fee',
  free: 'Free',
  none: 'No price yet',
};

/** Plan, key and way to charge; each of them changes which fields follow. */
export function PlanSelects({ editor, dealCurrency }: { editor: SizingEditor; dealCurrency: string | null }) {
  const { form, catalogue, isReadOnly, locale, change, issues } = editor;
  const plan = catalogue.plans.find((each) => each.id === form.plan);
  const models = (['seat', 'seat-with-overage', 'usage', 'platform-fee', 'none'] as const).filter(
    (kind) => kind !== form.price.kind,
  );
  const currencies = [...new Set(['USD', dealCurrency ?? 'USD', form.currency])];
  const keyModes = plan?.keyModes ?? [form.keyMode];
  return (
    <>
      <Select
        testId="plan"
        name="plan"
        label="Plan"
        value={form.plan}
        readOnly={isReadOnly}
        error={issues.plan !== undefined}
        validationMessage={issues.plan ?? ''}
        options={catalogue.plans.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id) => change((before) => withPlan(before, catalogue, String(id), locale))}
      />
      <Select
        testId="keyMode"
        name="keyMode"
        label="Key"
        description="Whose credits are spent"
        value={form.keyMode}
        readOnly={isReadOnly}
        options={keyModes.map((mode) => ({ value: mode, label: KEY_MODES[mode] }))}
        onChange={(mode) => change((before) => withKeyMode(before, keyModeOf(mode, before), locale))}
      />
      <Select
        testId="price.kind"
        name="price.kind"
        label="How they pay"
        value={form.price.kind}
        readOnly={isReadOnly}
        options={[form.price.kind, ...models].map((kind) => ({ value: kind, label: MODELS[kind] }))}
        onChange={(kind) => change((before) => withModel(before, catalogue, modelOf(kind, before), locale))}
      />
      {currencies.length > 1 ? (
        <Select
          testId="currency"
          name="currency"
          label="Currency of the price"
          value={form.currency}
          readOnly={isReadOnly}
          options={currencies.map((code) => ({ value: code, label: code }))}
          onChange={(code) => change((before) => ({ ...before, currency: String(code) }))}
        />
      ) : null}
    </>
  );
}

function keyModeOf(value: string | number | boolean, before: SizingForm): KeyMode {
  return (['shared', 'byo', 'hybrid'] as const).find((mode) => mode === value) ?? before.keyMode;
}

function modelOf(value: string | number | boolean, before: SizingForm): PriceForm['kind'] {
  const kinds = ['seat', 'seat-with-overage', 'usage', 'platform-fee', 'free', 'none'] as const;
  return kinds.find((kind) => kind === value) ?? before.price.kind;
}
