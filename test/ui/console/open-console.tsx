import { QueryClient } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import { createMemoryRouter } from 'react-router';
import { App } from '../../../ui/console/src/app/app.tsx';
import { routes } from '../../../ui/console/src/app/routes.tsx';
import { type ConsoleServer, createConsoleServer } from './stand-in/console-server.ts';
import { MARA } from './stand-in/people.ts';

type Options = { path?: string; server?: ConsoleServer; personId?: string };

/** The whole console at an address, as one person, in front of a stand-in that keeps state. */
export function openConsole({ path = '/queue', server, personId = MARA.userId }: Options = {}) {
  const answering = server ?? createConsoleServer();
  sessionStorage.setItem('dealfloor.person', personId);
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false, gcTime: 0 } } });
  const router = createMemoryRouter(routes, { initialEntries: [path] });
  const screen = render(<App router={router} queryClient={queryClient} send={answering.send} />);
  return { ...screen, router, server: answering };
}
