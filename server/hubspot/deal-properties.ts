import type { DealPropertyDefinition, DealPropertyGroup } from './port.ts';

export const dealPropertyGroup: DealPropertyGroup = { name: 'dealfloor', label: 'Dealfloor margin' };

function text(name: string, label: string, description: string): DealPropertyDefinition {
  return { name, label, type: 'string', fieldType: 'text', description };
}

function number(name: string, label: string, description: string): DealPropertyDefinition {
  return { name, label, type: 'number', fieldType: 'number', description };
}

const verdicts = [
  { value: 'clear', label: 'Clear' },
  { value: 'thin', label: 'Thin' },
  { value: 'sign_off', label: 'Sign-off' },
  { value: 'loss', label: 'Loss' },
  { value: 'unknown', label: 'Unknown' },
];

/** What Dealfloor writes on a deal, so that reports, workflows and people see it without opening the card. */
export const dealProperties: readonly DealPropertyDefinition[] = [
  {
    name: 'dealfloor_verdict',
    label: 'Margin verdict',
    type: 'enumeration',
    fieldType: 'select',
    description: 'How the deal stands against the margin floor.',
    options: verdicts,
  },
  number('dealfloor_margin_percent', 'Gross margin, %', 'Term gross margin in percent, rounded down to 0.1.'),
  number(
    'dealfloor_margin_low_percent',
    'Gross margin at high usage, %',
    'The lower end of the shown range.',
  ),
  number(
    'dealfloor_cost_per_month',
    'Cost to serve, USD a month',
    'Expected cost to serve in the first month.',
  ),
  text('dealfloor_sign_off', 'Margin sign-off', 'Where the sign-off stands.'),
  text('dealfloor_approver', 'Margin approver', 'Who decided, or who is asked to decide.'),
  {
    name: 'dealfloor_valid_until',
    label: 'Margin sign-off valid until',
    type: 'date',
    fieldType: 'date',
    description: 'The last day on which the approval holds.',
  },
  text('dealfloor_price_book', 'Price book', 'The price-book version that the estimate was made with.'),
  number('dealfloor_estimate_version', 'Estimate version', 'Counts the saved estimates of this deal.'),
  text('dealfloor_link', 'Margin record', 'Opens the estimate in Dealfloor.'),
  text('dealfloor_audit_head', 'Audit head', 'The last hash of the audit chain, kept outside the database.'),
];
