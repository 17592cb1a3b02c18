import type { Catalogue, DealView } from '@dealfloor/price-book';
import type { ExtensionPointApiActions } from '@hubspot/ui-extensions';

export type TabActions = ExtensionPointApiActions<'crm.record.tab'>;

/** A deal with what its fields can choose from, and the two ways its view moves on. */
export type WorkbenchProps = {
  readonly view: DealView;
  readonly catalogue: Catalogue;
  readonly locale: string;
  readonly actions: TabActions;
  readonly onView: (update: (view: DealView) => DealView) => void;
  readonly onReload: () => void;
};
