import { type Catalogue, type Deal, type Estimate, showMoney } from '@dealfloor/price-book';
import { Alert, Button, Flex, Text } from '@hubspot/ui-extensions';
import type { SizingForm } from '../sizing/sizing-form.ts';
import { showDecimalInput } from '../words/decimal-input.ts';
import { showDay } from '../words/show-day.ts';
import { amountMismatch, formForAmount } from './amount-mismatch.ts';

/** Where HubSpot, the estimate and the live price book do not say the same. */
export function DealAlerts({
  deal,
  estimate,
  catalogue,
  form,
  locale,
  canEdit,
  onForm,
  onCopy,
  onRecalculate,
}: {
  deal: Deal;
  estimate: Estimate;
  catalogue: Catalogue;
  form: SizingForm;
  locale: string;
  canEdit: boolean;
  onForm: (form: SizingForm, sentence: string) => void;
  onCopy: (text: string, said: string) => void;
  onRecalculate: () => void;
}) {
  const mismatch = amountMismatch(deal, estimate);
  const fitting = mismatch && canEdit ? formForAmount(form, mismatch.dealAmount, locale) : null;
  const currency = currencySentence(deal, estimate, locale);
  const isOldBook = catalogue.priceBook.version !== estimate.priceBook.version;
  return (
    <>
      {isOldBook ? (
        <Alert testId="old-book" variant="info" title={oldBookSentence(catalogue, estimate, locale)}>
          <Button testId="recalculate" size="xs" variant="secondary" onClick={onRecalculate}>
            Recalculate
          </Button>
        </Alert>
      ) : null}
      {currency ? (
        <Alert testId="currency-mismatch" variant="info" title={currency}>
          <Text>The verdict is in USD.</Text>
        </Alert>
      ) : null}
      {mismatch ? (
        <Alert
          testId="amount-mismatch"
          variant="warning"
          title={`HubSpot says ${showMoney(mismatch.dealAmount, locale)}; this estimate says ${showMoney(mismatch.estimateAmount, locale)}.`}
        >
          <Flex direction="row" gap="xs" wrap>
            {fitting ? (
              <Button
                testId="use-deal-amount"
                size="xs"
                variant="secondary"
                onClick={() => onForm(fitting, 'The price now gives the amount in HubSpot.')}
              >
                Use HubSpot amount
              </Button>
            ) : null}
            <Button
              testId="copy-amount"
              size="xs"
              variant="secondary"
              onClick={() => onCopy(mismatch.estimateAmount, 'Copied. Paste it into the deal’s amount.')}
            >
              Copy estimate amount
            </Button>
          </Flex>
        </Alert>
      ) : null}
    </>
  );
}

function oldBookSentence(catalogue: Catalogue, estimate: Estimate, locale: string): string {
  const name = ({ version, effectiveFrom }: Catalogue['priceBook']) =>
    effectiveFrom ? showDay(effectiveFrom, locale) : version;
  return `Made with price book ${name(estimate.priceBook)}; ${name(catalogue.priceBook)} is live.`;
}

function currencySentence(deal: Deal, { currency }: Estimate, locale: string): string | null {
  const { code, usdPerUnit, day } = currency;
  if (code !== 'USD') {
    if (usdPerUnit === null) return null;
    const rate = showDecimalInput(usdPerUnit, locale);
    return `Deal is in ${code}; costs are in USD. Using ${rate}${day ? ` from ${showDay(day, locale)}` : ''}.`;
  }
  if (deal.currency === null || deal.currency === 'USD') return null;
  return `Deal is in ${deal.currency} in HubSpot; this estimate is priced in USD.`;
}
