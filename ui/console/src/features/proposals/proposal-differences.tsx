import type { ProposalDifference } from '@dealfloor/price-book';
import { Scroller } from '../../components/scroller.tsx';

type ProposalDifferencesProps = {
  differences: readonly ProposalDifference[];
  /** Whether what is proposed is a version with a name, a first day and a note of its own. */
  isNamed: boolean;
};

/** What would be another than now, line by line. */
export function ProposalDifferences({ differences, isNamed }: ProposalDifferencesProps) {
  return (
    <section className="panel" aria-labelledby="differences">
      <h2 id="differences">What changes</h2>
      {differences.length === 0 ? (
        <p className="muted">{isNamed ? 'Nothing but its name, its first day and its note.' : 'Nothing.'}</p>
      ) : (
        <Scroller label="Now and proposed">
          <table className="table differences">
            <thead>
              <tr>
                <th scope="col">What</th>
                <th scope="col">Now</th>
                <th scope="col">Proposed</th>
              </tr>
            </thead>
            <tbody>
              {differences.map(({ what, before, after }) => (
                <tr key={`${what} ${before} ${after}`}>
                  <th scope="row">{what}</th>
                  <td>{before === null ? <span className="muted">not there</span> : <del>{before}</del>}</td>
                  <td>{after === null ? <span className="muted">taken out</span> : <ins>{after}</ins>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroller>
      )}
    </section>
  );
}
