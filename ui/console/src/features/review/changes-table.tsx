import type { Review } from '@dealfloor/price-book';
import { Scroller } from '../../components/scroller.tsx';
import { ReviewSection } from './review-section.tsx';

/** What differs from the version before; a first version has nothing to compare with. */
export function ChangesTable({ review: { changes, frozen } }: { review: Review }) {
  const title = 'What changed';
  if (changes.length === 0) {
    const sentence =
      frozen.version === 1
        ? 'This is the first version; there is nothing to compare it with.'
        : `Nothing changed since version ${frozen.version - 1}.`;
    return (
      <ReviewSection title={title}>
        <p className="muted">{sentence}</p>
      </ReviewSection>
    );
  }
  return (
    <ReviewSection title={`${title} since version ${frozen.version - 1}`}>
      <Scroller label={title}>
        <table className="table changes">
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ field, before, after }) => (
              <tr key={field}>
                <th scope="row">{field}</th>
                <td>
                  <del>{before}</del>
                </td>
                <td>
                  <ins>{after}</ins>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
    </ReviewSection>
  );
}
