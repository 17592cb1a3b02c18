import './no-eval.ts';
import '@mantine/core/styles.layer.css';
import './app/tokens.css';
import './app/page.css';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';
import { App } from './app/app.tsx';
import { createQueryClient } from './app/query-client.ts';
import { routes } from './app/routes.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('invariant: index.html has a root element');

createRoot(root).render(
  <App
    router={createBrowserRouter(routes)}
    queryClient={createQueryClient()}
    send={(request) => window.fetch(request)}
  />,
);
