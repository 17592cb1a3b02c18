import { afterEach, expect, test, vi } from 'vitest';
import { CardHostPage } from '../../../ui/card-host/src/page/card-host-page.tsx';
import { byTestId, click, render, settle } from './render.tsx';

afterEach(() => window.history.replaceState(null, '', window.location.pathname));

const person = {
  userId: '9002',
  ownerId: '5002',
  name: 'Tom Okafor',
  email: 't@x.example',
  roles: ['ae'],
  title: 'AE',
};
const demo = {
  portalId: '1',
  sandboxUrl: 'http://127.0.0.1:8788',
  cardOrigin: 'https://dealfloor.example',
  appId: '7',
  people: [{ ...person, userId: '9001', ownerId: '5001', name: 'Priya Raman' }, person],
};
const deal = {
  id: '1004',
  properties: { dealname: 'Kestrel', hubspot_owner_id: '5002', dealfloor_verdict: 'sign_off' },
  stageLabel: 'Negotiation',
  companyName: 'Kestrel',
};
const company = {
  id: '80001',
  properties: { name: 'Brightside Social', hubspot_owner_id: '5001' },
  ownerName: 'Priya Raman',
};
const prospect = { id: '71004', properties: { name: 'Kestrel' }, ownerName: null };

/** Both programs behind the page, each of which can be down. */
function playBehind(world: { server: boolean; sandbox: boolean }) {
  vi.stubGlobal('fetch', async (url: string) => {
    const isServer = url.startsWith('/api');
    if (!(isServer ? world.server : world.sandbox)) throw new TypeError('Failed to fetch');
    if (isServer) return Response.json(demo);
    const isDeals = url.includes('/_control/deals');
    return Response.json(isDeals ? { deals: [deal] } : { companies: [prospect, company] });
  });
  vi.stubGlobal(
    'Worker',
    class extends EventTarget {
      postMessage() {}
      terminate() {}
    },
  );
  return world;
}

const outage = () => document.querySelector('[data-testid=outage]')?.textContent ?? '';

function tryAgain(): void {
  const button = byTestId('outage').querySelector('button');
  if (button) click(button);
}

test('the page says that the server is down, and goes on when it is back', async () => {
  const world = playBehind({ server: false, sandbox: true });
  render(<CardHostPage />);
  await settle();
  expect(outage()).toContain('The Dealfloor server does not answer.');
  world.server = true;
  tryAgain();
  await settle();
  expect(byTestId('deal-list').textContent).toContain('Kestrel');
});

test('the page says that the sandbox is down, and goes on when it is back', async () => {
  const world = playBehind({ server: true, sandbox: false });
  render(<CardHostPage />);
  await settle();
  expect(outage()).toContain('The sandbox at http://127.0.0.1:8788 does not answer.');
  world.sandbox = true;
  tryAgain();
  await settle();
  expect(outage()).toBe('');
  expect(byTestId('deal-1004').textContent).toContain('Sign-off');
});

test('until somebody is chosen, you are the deal’s own seller', async () => {
  playBehind({ server: true, sandbox: true });
  render(<CardHostPage />);
  await settle();
  expect(byTestId('person-switch')).toHaveProperty('value', '9002');
});

test('companies stand beside the deals: accounts alone, and each opens as its own CSM', async () => {
  playBehind({ server: true, sandbox: true });
  render(<CardHostPage />);
  await settle();
  click(byTestId('kind-company'));
  await settle();
  expect(window.location.search).toContain('company=80001');
  expect(window.location.search).not.toContain('deal=');
  expect(byTestId('company-list').textContent).toContain('Brightside SocialPriya Raman');
  expect(document.querySelector('[data-testid=company-71004]')).toBeNull();
  expect(byTestId('person-switch')).toHaveProperty('value', '9001');
  expect(document.querySelector('h2')?.textContent).toBe('Brightside Social');
});
