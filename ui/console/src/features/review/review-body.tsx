import type { Review, SignOff } from '@dealfloor/price-book';
import { useRef, useState } from 'react';
import { useAnnouncement } from '../../components/announcer.tsx';
import { usePageTitle } from '../../components/use-page-title.ts';
import { verdictSentence } from '../../words/verdict-sentence.ts';
import { ChangesTable } from './changes-table.tsx';
import { CommentThread } from './comment-thread.tsx';
import { CompanySection } from './company-section.tsx';
import { CostSection } from './cost-section.tsx';
import { CoverSection } from './cover-section.tsx';
import { DecisionBar } from './decision-bar.tsx';
import { DecisionDialog } from './decision-dialog.tsx';
import { DecisionThread } from './decision-thread.tsx';
import { MonthsSection } from './months-section.tsx';
import { useNextWaiting } from './next-waiting.ts';
import { RangeSection } from './range-section.tsx';
import type { DecisionKind } from './read-draft.ts';
import { ReevaluatedSection } from './reevaluated-section.tsx';
import { ReviewHeading } from './review-heading.tsx';
import { ReviewKeys } from './review-keys.tsx';
import { SecondLookNotice } from './second-look-notice.tsx';
import { TheAsk } from './the-ask.tsx';
import { TrailSection } from './trail-section.tsx';
import { useKeptDraft } from './use-kept-draft.ts';
import { VerdictStrip } from './verdict-strip.tsx';

/** One request on one page: the verdict, why it is asked, every figure behind it, and the decision. */
export function ReviewBody({ review }: { review: Review }) {
  const { deal, signOff, frozen, current, viewer } = review;
  const [opened, setOpened] = useState<DecisionKind | null>(null);
  const [outcome, setOutcome] = useState<SignOff | null>(null);
  const { draft, write, forget } = useKeptDraft(viewer.userId, signOff.id);
  const bar = useRef<HTMLElement>(null);
  const next = useNextWaiting(signOff.id);
  usePageTitle(`${deal.name}: review`);
  useAnnouncement(`${deal.name}. ${verdictSentence(current ?? frozen.estimate)}`);

  const finish = (decided: SignOff) => {
    forget();
    setOpened(null);
    setOutcome(decided);
  };
  return (
    <div className="review">
      <ReviewHeading deal={deal}>
        <ReviewKeys
          canDecide={review.canDecide && outcome === null}
          nextPath={next ? `/sign-offs/${next.signOff.id}` : null}
          onOpen={setOpened}
        />
      </ReviewHeading>
      <VerdictStrip review={review} />
      <SecondLookNotice signOff={signOff} />
      {current ? <ReevaluatedSection frozen={frozen.estimate} current={current} /> : null}
      <TheAsk signOff={signOff} />
      <CoverSection review={review} />
      <DecisionThread signOff={signOff} />
      <CommentThread signOff={signOff} />
      <CompanySection company={review.company} />
      <TrailSection trail={review.trail} />
      <ChangesTable review={review} />
      <CostSection dealName={deal.name} frozen={frozen} />
      <RangeSection estimate={frozen.estimate} />
      <MonthsSection estimate={frozen.estimate} />
      <DecisionBar review={review} outcome={outcome} next={next} onOpen={setOpened} barRef={bar} />
      <DecisionDialog
        kind={opened}
        isDecided={outcome !== null}
        onClosed={() => focusUnlessElsewhere(bar.current)}
        review={review}
        draft={draft}
        onDraft={write}
        onDecided={finish}
        onClose={() => setOpened(null)}
      />
    </div>
  );
}

/** A dialog that was opened from a menu has nowhere to return the focus to: the menu is gone by then. */
function focusUnlessElsewhere(bar: HTMLElement | null): void {
  if (document.activeElement === document.body) bar?.focus();
}
