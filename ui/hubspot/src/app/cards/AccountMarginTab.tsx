// biome-ignore-all lint/style/useFilenamingConvention: HubSpot names a card after its component.
import './no-eval.ts';
import type { AccountWindow } from '@dealfloor/price-book';
import { type ExtensionPointApiContext, Flex, hubspot } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { AccountBody } from './account/account-body.tsx';
import { ACCOUNT_FIGURES } from './account/account-figures.tsx';
import { LoadedAccount } from './account/loaded-account.tsx';
import { WindowSwitch } from './account/window-switch.tsx';
import { LoadingCard } from './states/whole-card-states.tsx';
import { readableLocale } from './words/locale.ts';

hubspot.extend<'crm.record.tab'>(({ context }) => <AccountMarginTab context={context} />);

export function AccountMarginTab({ context }: { context: ExtensionPointApiContext<'crm.record.tab'> }) {
  const companyId = String(context.crm.objectId);
  const [window, setWindow] = useState<AccountWindow>('30');
  return (
    <Flex direction="column" gap="md">
      <WindowSwitch window={window} onWindow={setWindow} />
      <LoadedAccount
        key={`${companyId}/${window}`}
        companyId={companyId}
        window={window}
        whileLoading={(waitingFor) => (
          <LoadingCard waitingFor={waitingFor} labels={ACCOUNT_FIGURES} stillWorking="Still working." />
        )}
      >
        {(view) => <AccountBody view={view} locale={readableLocale(context.user.locale)} />}
      </LoadedAccount>
    </Flex>
  );
}
