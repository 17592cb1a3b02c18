// biome-ignore-all lint/style/useFilenamingConvention: HubSpot names a card after its component.
import './no-eval.ts';
import type { AccountWindow } from '@dealfloor/price-book';
import { type ExtensionPointApiContext, Flex, hubspot } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { AccountAtAGlance } from './account/account-at-a-glance.tsx';
import { LoadedAccount } from './account/loaded-account.tsx';
import { WindowSwitch } from './account/window-switch.tsx';
import { LoadingLine } from './states/whole-card-states.tsx';
import { readableLocale } from './words/locale.ts';

hubspot.extend<'crm.record.sidebar'>(({ context }) => <AccountMarginSidebar context={context} />);

export function AccountMarginSidebar({
  context,
}: {
  context: ExtensionPointApiContext<'crm.record.sidebar'>;
}) {
  const companyId = String(context.crm.objectId);
  const [window, setWindow] = useState<AccountWindow>('30');
  return (
    <Flex direction="column" gap="sm">
      <WindowSwitch window={window} onWindow={setWindow} />
      <LoadedAccount
        key={`${companyId}/${window}`}
        companyId={companyId}
        window={window}
        whileLoading={(waitingFor) => <LoadingLine waitingFor={waitingFor} />}
      >
        {(view) => <AccountAtAGlance view={view} locale={readableLocale(context.user.locale)} />}
      </LoadedAccount>
    </Flex>
  );
}
