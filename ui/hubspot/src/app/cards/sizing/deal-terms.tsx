import type { KeyMode } from '@dealfloor/price-book';
import { AutoGrid, Flex, Select, Text } from '@hubspot/ui-extensions';
import { withKeyMode, withModel, withPlan } from './change-form.ts';
import { PriceFields } from './price-fields.tsx';
import type { SizingEditor } from './sizing-editor.ts';
import type { PriceForm, SizingForm } from './sizing-form.ts';
import { TypedField } from './typed-field.tsx';

const KEY_MODES: Record<KeyMode, string> = {
  shared: 'Our key',
  byo: 'Their key',
  hybrid: 'Trial on ours, then theirs',
};

const MODELS: Record<PriceForm['kind'], string> = {
  seat: 'Flat price per seat',
  'seat-with-overage': 'Seats with included calls and overage',
  usage: 'By usage',
  'platform-fee': 'Platform fee',
  free: 'Free',
  none: 'No price yet',
};

const TERMS = ['1', '12', '24', '36'];

/** What the customer signs: plan, key, price, discount and term. */
export function DealTerms({ editor, dealCurrency }: { editor: SizingEditor; dealCurrency: string | null }) {
  const { form } = editor;
  return (
    <Flex direction="column" gap="sm">
      <AutoGrid columnWidth={200} gap="sm" flexible>
        <PlanSelects editor={editor} dealCurrency={dealCurrency} />
      </AutoGrid>
      <AutoGrid columnWidth={200} gap="sm" flexible>
        <PriceFields editor={editor} />
      </AutoGrid>
      <AutoGrid columnWidth={200} gap="sm" flexible>
        <TermFields editor={editor} />
      </AutoGrid>
      {form.keyMode === 'byo' ? (
        <Text variant="microcopy">The customer pays TikLiveAPI for credits; they are not in our margin.</Text>
      ) : null}
    </Flex>
  );
}

function PlanSelects({ editor, dealCurrency }: { editor: SizingEditor; dealCurrency: string | null }) {
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
        description="Whose TikLiveAPI credits the calls spend"
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

function TermFields({ editor }: { editor: SizingEditor }) {
  const { form, isReadOnly, change } = editor;
  const set = (key: keyof SizingForm) => (text: string) => change((before) => ({ ...before, [key]: text }));
  const terms = TERMS.includes(form.termMonths) ? TERMS : [...TERMS, form.termMonths];
  return (
    <>
      <TypedField
        editor={editor}
        path="discount"
        label="Discount, %"
        description="Off the recurring price only"
        text={form.discountPercent}
        onCommit={set('discountPercent')}
      />
      <Select
        testId="termMonths"
        name="termMonths"
        label="Term"
        value={form.termMonths}
        readOnly={isReadOnly}
        error={editor.issues.termMonths !== undefined}
        validationMessage={editor.issues.termMonths ?? ''}
        options={terms.map((term) => ({ value: term, label: term === '1' ? '1 month' : `${term} months` }))}
        onChange={(term) => set('termMonths')(String(term))}
      />
      <TypedField
        editor={editor}
        path="minimumPerMonth"
        label="Minimum per month"
        description="Empty for none"
        text={form.minimumPerMonth}
        onCommit={set('minimumPerMonth')}
      />
      <TypedField
        editor={editor}
        path="oneOffFee"
        label="One-off fee"
        description="Billed in month 1"
        text={form.oneOffFee}
        onCommit={set('oneOffFee')}
      />
      <TypedField
        editor={editor}
        path="ramp"
        label="Price ramp, %"
        description="Empty for none; 50; 75; 100 is half price in month 1"
        text={form.rampPercents}
        onCommit={set('rampPercents')}
      />
      {form.keyMode === 'hybrid' ? (
        <>
          <TypedField
            editor={editor}
            path="trial.days"
            label="Trial on our key, days"
            text={form.trialDays}
            onCommit={set('trialDays')}
          />
          <TypedField
            editor={editor}
            path="trial.capCallsPerDay"
            label="Trial cap, calls per day"
            text={form.trialCallsPerDay}
            onCommit={set('trialCallsPerDay')}
          />
        </>
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
