import { MantineProvider } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import type { createMemoryRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { Announcer } from '../components/announcer.tsx';
import { SessionProvider } from '../features/session/session-provider.tsx';
import type { Send } from '../http/api-client.ts';
import { cssVariables, theme } from './theme.ts';

type AppProps = {
  router: ReturnType<typeof createMemoryRouter>;
  queryClient: QueryClient;
  send: Send;
};

export function App({ router, queryClient, send }: AppProps) {
  return (
    <StrictMode>
      <MantineProvider defaultColorScheme="auto" theme={theme} cssVariablesResolver={cssVariables}>
        <QueryClientProvider client={queryClient}>
          <Announcer>
            <SessionProvider send={send}>
              <RouterProvider router={router} />
            </SessionProvider>
          </Announcer>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>
  );
}
