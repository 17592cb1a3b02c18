import { Navigate } from 'react-router';
import { QueuePage } from '../features/queue/queue-page.tsx';
import { decides, useSession } from '../features/session/session.ts';

/** Where a person's work is: the queue, with the way through the demo, for those who sell or decide; else the book. */
export function FirstPage() {
  const { viewer } = useSession();
  const hasTour = decides(viewer) || viewer.roles.includes('ae');
  return hasTour ? <QueuePage hasTour /> : <Navigate to="/book" replace />;
}
