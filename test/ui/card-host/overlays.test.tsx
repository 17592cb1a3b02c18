import { act } from 'react';
import { expect, test, vi } from 'vitest';
import { Button } from '../../../ui/card-host/src/components/actions/button.tsx';
import {
  CardSurroundingsProvider,
  createOverlayCloser,
} from '../../../ui/card-host/src/components/card-surroundings.ts';
import { Input } from '../../../ui/card-host/src/components/fields/text-fields.tsx';
import { Modal, OverlayBody, Panel } from '../../../ui/card-host/src/components/overlays/modal-and-panel.tsx';
import { Tooltip } from '../../../ui/card-host/src/components/overlays/tooltip.tsx';
import { byTestId, click, render } from './render.tsx';

const told = vi.fn();

function openPanel() {
  told.mockReset();
  const overlayCloser = createOverlayCloser();
  const panel = (
    <Panel
      id="submit"
      title="Submit for sign-off"
      variant="modal"
      testId="panel"
      onOpen={() => told('opened')}
      onClose={() => told('closed')}
    >
      <OverlayBody>
        <Input label="Reason" name="reason" testId="reason" />
      </OverlayBody>
    </Panel>
  );
  render(
    <CardSurroundingsProvider value={{ locale: 'en-US', overlayCloser }}>
      <Button testId="open" overlay={panel}>
        Submit for sign-off
      </Button>
    </CardSurroundingsProvider>,
  );
  act(() => byTestId('open').focus());
  click(byTestId('open'));
  return overlayCloser;
}

test('a panel takes the focus to its first field and is named by its title', () => {
  openPanel();
  expect(document.activeElement).toBe(byTestId('reason'));
  const titleId = byTestId('panel').getAttribute('aria-labelledby') ?? '';
  expect(document.getElementById(titleId)?.textContent).toBe('Submit for sign-off');
  expect(told.mock.calls).toEqual([['opened']]);
});

test('Escape closes it and the focus returns to the button', () => {
  openPanel();
  act(() => void byTestId('panel').dispatchEvent(new Event('cancel', { cancelable: true })));
  expect(document.querySelector('dialog')).toBeNull();
  expect(document.activeElement).toBe(byTestId('open'));
  expect(told.mock.calls).toEqual([['opened'], ['closed']]);
});

test('closeOverlay closes the overlay with that id and no other', () => {
  const overlayCloser = openPanel();
  act(() => overlayCloser.close('another'));
  expect(document.querySelector('dialog')).not.toBeNull();
  act(() => overlayCloser.close('submit'));
  expect(document.querySelector('dialog')).toBeNull();
  expect(document.activeElement).toBe(byTestId('open'));
});

test('a modal without a field puts the focus on its title, not on the cross', () => {
  const modal = (
    <Modal id="sure" title="Withdraw it?">
      <OverlayBody>It goes back to draft.</OverlayBody>
    </Modal>
  );
  render(
    <Button testId="open" overlay={modal}>
      Withdraw
    </Button>,
  );
  click(byTestId('open'));
  expect(document.activeElement?.textContent).toBe('Withdraw it?');
});

test('a tooltip describes its button and shows while the button has the focus', () => {
  render(
    <Button testId="why" overlay={<Tooltip>Nothing to send yet</Tooltip>}>
      Send
    </Button>,
  );
  const tooltip = document.getElementById(byTestId('why').getAttribute('aria-describedby') ?? '');
  expect(tooltip?.textContent).toBe('Nothing to send yet');
  expect(tooltip?.hidden).toBe(true);
  act(() => byTestId('why').focus());
  expect(tooltip?.hidden).toBe(false);
});
