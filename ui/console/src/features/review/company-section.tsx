import type { CompanySplit } from '@dealfloor/price-book';
import { VerdictLabel } from '../../components/verdict-label.tsx';
import { showShare } from '../../words/show-margin.ts';
import { ReviewSection } from './review-section.tsx';

/** What the deal comes to together with the others of its company; nothing while it stands alone. */
export function CompanySection({ company }: { company: CompanySplit | null }) {
  if (!company) return null;
  return (
    <ReviewSection title="The whole company">
      <p>{company.sentence}</p>
      <ul className="company-deals">
        {company.others.map(({ dealId, name, word, marginPercent, isWon, isCovered }) => (
          <li key={dealId}>
            {name}: <VerdictLabel word={word} /> {showShare(marginPercent)}
            {isCovered ? ', approved' : ''}
            {isWon ? ', won' : ''}
          </li>
        ))}
      </ul>
    </ReviewSection>
  );
}
