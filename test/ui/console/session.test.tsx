import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openConsole } from './open-console.tsx';
import { createConsoleServer } from './stand-in/console-server.ts';
import { DANA, MARA, TOM } from './stand-in/people.ts';

describe('the session', () => {
  it('shows the server’s own sentence, and nothing else, to someone who is not signed in', async () => {
    openConsole({ server: createConsoleServer({ isDemo: false }) });
    expect(await screen.findByText('Sign in through your company to see what waits.')).toBeDefined();
    expect(screen.queryByRole('navigation')).toBeNull();
  });

  it('says that it is a sandbox, and lets one be anybody of the demo company', async () => {
    openConsole({ path: '/sign-offs/S-1005' });
    expect(await screen.findByText('Sandbox: a demo company on this machine')).toBeDefined();
    expect(await screen.findByRole('button', { name: 'Approve' })).toBeDefined();
    fireEvent.change(screen.getByRole('combobox', { name: 'You are' }), { target: { value: DANA.userId } });
    expect(await screen.findByText(/^You asked for this/)).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
    expect(sessionStorage.getItem('dealfloor.person')).toBe(DANA.userId);
  });

  it('starts as someone of finance who does not sell', async () => {
    openConsole({ personId: 'nobody' });
    expect(await screen.findByRole('combobox', { name: 'You are' })).toHaveProperty('value', MARA.userId);
  });

  it('walks a newcomer through the demo, and stays closed once closed', async () => {
    const { unmount } = openConsole({ path: '/', personId: TOM.userId });
    await screen.findByRole('heading', { name: 'From a deal to a decision, in four steps' });
    expect(screen.getByRole('link', { name: 'Open the card host' }).getAttribute('href')).toBe('/card-host/');
    fireEvent.click(screen.getByRole('button', { name: 'Be Mara Lindqvist' }));
    await expect.poll(() => sessionStorage.getItem('dealfloor.person')).toBe(MARA.userId);
    fireEvent.click(await screen.findByRole('button', { name: 'Close the tour' }));
    unmount();
    openConsole({ path: '/' });
    expect(await screen.findByRole('button', { name: 'Show the tour' })).toBeDefined();
  });

  it('links what finance works with, the card host and the API', async () => {
    openConsole();
    await screen.findAllByTestId('queue-row');
    const links = screen.getByRole('navigation', { name: 'Main' }).querySelectorAll('a');
    expect([...links].map((link) => link.getAttribute('href'))).toEqual([
      '/queue',
      '/me/away',
      '/proposals',
      '/book',
      '/audit',
      '/card-host/',
      '/api',
    ]);
  });

  it('names a page that does not exist', async () => {
    openConsole({ path: '/nowhere' });
    expect(await screen.findByRole('heading', { name: 'There is no such page' })).toBeDefined();
    expect(document.title).toBe('No such page · Dealfloor');
  });
});
