import type { Deal } from '@dealfloor/price-book';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { showDay } from '../../words/show-day.ts';

export function ReviewHeading({ deal, children }: { deal: Deal; children: ReactNode }) {
  const facts = [
    deal.companyName === deal.name ? null : deal.companyName,
    deal.stage,
    deal.ownerName === null ? null : `owner ${deal.ownerName}`,
    deal.closeDate === null ? null : `closes ${showDay(deal.closeDate.slice(0, 10))}`,
  ].filter(Boolean);
  return (
    <header className="page-header">
      <div>
        <p className="small way-back">
          <Link to="/queue">Queue</Link>
        </p>
        <h1>{deal.name}</h1>
        <p className="muted">{facts.join(' · ')}</p>
        <p className="muted">{deal.price.sentence}</p>
      </div>
      {children}
    </header>
  );
}
