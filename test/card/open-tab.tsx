import type { DealView } from '@dealfloor/price-book';
import { Button, Input, LoadingButton, Select, Text } from '@hubspot/ui-extensions';
import { createRenderer } from '@hubspot/ui-extensions/testing';
import { DealMarginTab } from '../../ui/hubspot/src/app/cards/DealMarginTab.tsx';
import { StandInService } from './stand-in-service.ts';

/** A card cannot be unmounted here, so each test has a deal of its own. */
let dealsOpened = 100;

/** The tab card of a deal, drawn by HubSpot's own renderer over a stand-in service. */
export function openTab(view: DealView, locale = 'en-US') {
  dealsOpened += 1;
  const objectId = dealsOpened;
  const service = new StandInService({ ...view, deal: { ...view.deal, id: String(objectId) } });
  const renderer = createRenderer('crm.record.tab');
  const { mocks } = renderer;
  mocks.actions.copyTextToClipboard.willCall(async () => {});
  const context = {
    ...mocks.context,
    user: { ...mocks.context.user, locale },
    crm: { objectId, objectTypeId: '0-3' },
  };
  renderer.render(<DealMarginTab context={context} actions={asActions(mocks.actions)} />);

  const words = () => textsOf(renderer.getRootNode());
  return {
    service,
    renderer,
    actions: mocks.actions,
    words,
    text: (testId: string) => renderer.findByTestId(Text, testId).text,
    sees: (text: string | RegExp) =>
      renderer.waitFor(
        () => {
          const all = words().join('\n');
          const isThere = typeof text === 'string' ? all.includes(text) : text.test(all);
          if (!isThere) throw new Error(`not on the card: ${text}\n${all}`);
        },
        { timeoutInMs: 4_000 },
      ),
    choose: (testId: string, value: string) =>
      renderer.findByTestId(Select, testId).trigger('onChange', handed(value)),
    type: (testId: string, value: string) =>
      renderer.findByTestId(Input, testId).trigger('onChange', handed(value)),
    click: (testId: string) => renderer.findByTestId(Button, testId).trigger('onClick', handed({})),
    press: (testId: string) => renderer.findByTestId(LoadingButton, testId).trigger('onClick', handed({})),
  };
}

/** The renderer types the argument of an event as its handler. */
export function handed(value: unknown): never {
  return value as never;
}

/** The renderer's spies are the actions that a card is given. */
function asActions(spies: unknown): Parameters<typeof DealMarginTab>[0]['actions'] {
  return spies as Parameters<typeof DealMarginTab>[0]['actions'];
}

type Node = {
  readonly nodeType: string;
  readonly text?: string | null;
  readonly childNodes?: readonly Node[];
};

/** Everything a person could read: text nodes, and the texts that travel in props, overlays included. */
export function textsOf(node: unknown): string[] {
  const found: string[] = [];
  const visit = (value: unknown, isProps: boolean) => {
    if (typeof value === 'string') {
      found.push(value);
    } else if (typeof value === 'number' && isProps) {
      found.push(String(value));
    } else if (Array.isArray(value)) {
      for (const each of value) visit(each, isProps);
    } else if (typeof value === 'object' && value !== null) {
      const inner = value as Node & { props?: object };
      if (inner.nodeType === 'text') return visit(inner.text ?? '', false);
      if (inner.nodeType !== undefined) {
        visit(inner.childNodes ?? [], false);
        visit(inner.props ?? {}, true);
        return;
      }
      for (const each of Object.values(value)) visit(each, isProps);
    }
  };
  visit(node, false);
  return found;
}
