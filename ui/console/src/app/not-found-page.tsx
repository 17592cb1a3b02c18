import { Link } from 'react-router';
import { usePageTitle } from '../components/use-page-title.ts';

export function NotFoundPage() {
  usePageTitle('No such page');
  return (
    <section className="panel">
      <h1>There is no such page</h1>
      <p>
        Nothing was changed. <Link to="/">Go to the first page</Link>.
      </p>
    </section>
  );
}
