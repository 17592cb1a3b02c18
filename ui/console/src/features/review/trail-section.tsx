import type { Trail } from '@dealfloor/price-book';
import { Moment } from '../../components/moment.tsx';
import { Scroller } from '../../components/scroller.tsx';
import { VerdictLabel } from '../../components/verdict-label.tsx';
import { showShare } from '../../words/show-margin.ts';
import { ReviewSection } from './review-section.tsx';

/** How the figures came about: every sizing that was tried before this was asked. A single try is no trail. */
export function TrailSection({ trail }: { trail: Trail }) {
  if (trail.sentence === null) return null;
  return (
    <ReviewSection title="Tries before it was asked">
      <p>{trail.sentence}</p>
      {isNearALine(trail) ? <p className="muted small">{nearSentence(trail)}</p> : null}
      <details>
        <summary>{trail.tries.length < trail.count ? 'The newest 100 tries' : 'Every try'}</summary>
        <Scroller label="Tries">
          <table className="table tries">
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">Who</th>
                <th scope="col">Verdict</th>
                <th scope="col" className="number">
                  Margin
                </th>
              </tr>
            </thead>
            <tbody>
              {trail.tries.map(({ at, by, word, marginPercent }) => (
                <tr key={`${at} ${by.userId} ${marginPercent}`}>
                  <td>
                    <Moment at={at} />
                  </td>
                  <td>{by.name}</td>
                  <td>
                    <VerdictLabel word={word} />
                  </td>
                  <td className="number">{showShare(marginPercent)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroller>
      </details>
    </ReviewSection>
  );
}

function isNearALine({ near }: Trail): boolean {
  return Object.values(near).some((count) => count > 0);
}

function nearSentence({ near, count }: Trail): string {
  const { underFloor, overFloor, underTarget, overTarget } = near;
  const floor = `${underFloor} just under and ${overFloor} just over the floor`;
  return `Of ${count}, within one point: ${floor}, ${underTarget} just under and ${overTarget} just over the target.`;
}
