import type { AccountView } from '@dealfloor/price-book';
import { Accordion } from '@hubspot/ui-extensions';
import { AccountHead } from './account-head.tsx';
import { DailyCost } from './daily-cost.tsx';
import { EndpointMix } from './endpoint-mix.tsx';
import { EstimateVersusActual } from './estimate-versus-actual.tsx';
import { PricesInForce } from './prices-in-force.tsx';

/** The card of an account: how it stands, whether it runs as sold, and where the figures come from. */
export function AccountBody({ view, locale }: { view: AccountView; locale: string }) {
  return (
    <>
      <AccountHead view={view} locale={locale} />
      <Accordion title="As it was sold" defaultOpen testId="estimate">
        <EstimateVersusActual estimate={view.estimate} locale={locale} />
      </Accordion>
      <Accordion title="Where the money goes" defaultOpen testId="mix">
        <EndpointMix view={view} locale={locale} />
      </Accordion>
      <Accordion title="Day by day" defaultOpen testId="days">
        <DailyCost view={view} locale={locale} />
      </Accordion>
      <Accordion title="Prices in force" defaultOpen testId="price-versions">
        <PricesInForce view={view} locale={locale} />
      </Accordion>
    </>
  );
}
