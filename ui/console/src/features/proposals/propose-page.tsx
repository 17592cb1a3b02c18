import type { Proposal } from '@dealfloor/price-book';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { usePageTitle } from '../../components/use-page-title.ts';
import { useApi } from '../../http/api-context.ts';
import { useSession } from '../session/session.ts';
import { mayPropose } from './proposal-words.ts';
import './proposals.css';

type ProposePageProps = { title: string; kind: Proposal['kind']; children: ReactNode };

/** A page on which something is proposed, for those whose work it is; each person has their own draft. */
export function ProposePage({ title, kind, children }: ProposePageProps) {
  usePageTitle(title);
  const { viewer } = useSession();
  const { personId } = useApi();
  return (
    <div className="proposal" key={personId}>
      <header className="page-header">
        <div>
          <p className="way-back">
            <Link to="/proposals">All proposals</Link>
          </p>
          <h1>{title}</h1>
        </div>
      </header>
      {mayPropose(viewer, kind) ? (
        children
      ) : (
        <section className="panel">
          <p>
            {kind === 'person'
              ? 'Admins, finance and the CFO propose roles.'
              : 'Finance and the CFO propose this.'}
          </p>
        </section>
      )}
    </div>
  );
}
