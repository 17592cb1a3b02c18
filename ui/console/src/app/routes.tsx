import type { RouteObject } from 'react-router';
import { AccountPage } from '../features/account/account-page.tsx';
import { AuditPage } from '../features/audit/audit-page.tsx';
import { SnapshotPage } from '../features/audit/snapshot-page.tsx';
import { AwayPage } from '../features/away/away-page.tsx';
import { BookPage } from '../features/book/book-page.tsx';
import { NoticeSettingsPage } from '../features/notice-settings/notice-settings-page.tsx';
import { NoticesPage } from '../features/notices/notices-page.tsx';
import { ProposalPage } from '../features/proposals/proposal-page.tsx';
import { ProposalsPage } from '../features/proposals/proposals-page.tsx';
import { ProposePersonPage } from '../features/proposals/propose-person-page.tsx';
import { ProposePolicyPage } from '../features/proposals/propose-policy-page.tsx';
import { ProposePriceBookPage } from '../features/proposals/propose-price-book-page.tsx';
import { QueuePage } from '../features/queue/queue-page.tsx';
import { ReviewPage } from '../features/review/review-page.tsx';
import { WriteBacksPage } from '../features/write-backs/write-backs-page.tsx';
import { FirstPage } from './first-page.tsx';
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
          { index: true, element: <FirstPage /> },
          { path: 'queue', element: <QueuePage hasTour={false} /> },
          { path: 'book', element: <BookPage /> },
          { path: 'audit', element: <AuditPage /> },
          { path: 'audit/:sequence', element: <SnapshotPage /> },
          { path: 'accounts/:tenantId', element: <AccountPage /> },
          { path: 'me/away', element: <AwayPage /> },
          { path: 'me/notices', element: <NoticesPage /> },
          { path: 'settings/notices', element: <NoticeSettingsPage /> },
          { path: 'proposals', element: <ProposalsPage /> },
          { path: 'proposals/new/policy', element: <ProposePolicyPage /> },
          { path: 'proposals/new/person', element: <ProposePersonPage /> },
          { path: 'proposals/new/price-book', element: <ProposePriceBookPage /> },
          { path: 'proposals/:proposalId', element: <ProposalPage /> },
          { path: 'write-backs', element: <WriteBacksPage /> },
          { path: 'sign-offs/:signOffId', element: <ReviewPage /> },
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
];
