import type { RouteObject } from 'react-router';
import { QueuePage } from '../features/queue/queue-page.tsx';
import { ReviewPage } from '../features/review/review-page.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { Shell } from './shell.tsx';
import { UnexpectedPage } from './unexpected-page.tsx';

export const routes: RouteObject[] = [
  {
    element: <Shell />,
    children: [
      {
        errorElement: <UnexpectedPage />,
        children: [
          { index: true, element: <QueuePage hasTour /> },
          { path: 'queue', element: <QueuePage hasTour={false} /> },
          { path: 'sign-offs/:signOffId', element: <ReviewPage /> },
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
];
