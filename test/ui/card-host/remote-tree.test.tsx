import { createRemoteReceiver, createRemoteRoot } from '@remote-ui/core';
import { createRemoteReactComponent, createRoot } from '@remote-ui/react';
import { createController, RemoteRenderer } from '@remote-ui/react/host';
import { type ReactNode, useState } from 'react';
import { expect, test, vi } from 'vitest';
import { standInNames, standIns } from '../../../ui/card-host/src/components/stand-ins.ts';
import { byTestId, click, render, settle } from './render.tsx';

type Props = Record<string, unknown> & { children?: ReactNode };

const Button = createRemoteReactComponent<'Button', Props>('Button');
const Text = createRemoteReactComponent<'Text', Props>('Text');
const Unknown = createRemoteReactComponent<'Sparkline', Props>('Sparkline');

/** A card's tree drawn by the page, without the worker between them. */
async function drawCard(card: ReactNode) {
  const receiver = createRemoteReceiver();
  const root = createRemoteRoot(receiver.receive, { strict: true, components: standInNames });
  createRoot(root).render(card);
  await root.mount();
  render(<RemoteRenderer receiver={receiver} controller={createController(standIns)} />);
  await settle(20);
}

test('a card draws with the stand-ins and its handlers run', async () => {
  function Counter() {
    const [count, setCount] = useState(0);
    return (
      <>
        <Text testId="count">{`${count} clicks`}</Text>
        <Button testId="more" onClick={() => setCount(count + 1)}>
          More
        </Button>
      </>
    );
  }
  await drawCard(<Counter />);
  click(byTestId('more'));
  await settle(20);
  expect(byTestId('count').textContent).toBe('1 clicks');
});

test.each([
  ['a raw div', <div key="raw">raw</div>, 'div'],
  ['a component that HubSpot does not have', <Unknown key="unknown" />, 'Sparkline'],
])('%s is refused', async (_, card, name) => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
  await expect(drawCard(card)).rejects.toThrow(`Unsupported component: ${name}`);
  quiet.mockRestore();
});

test('the page refuses an unknown component by itself too', () => {
  expect(() => createController(standIns).get('Sparkline')).toThrow('Unknown component: Sparkline');
});
