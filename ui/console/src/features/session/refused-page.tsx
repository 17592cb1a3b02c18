import { usePageTitle } from '../../components/use-page-title.ts';

/** Without a login there is nothing to show but the server's own sentence. */
export function RefusedPage({ sentence }: { sentence: string }) {
  usePageTitle('Not signed in');
  return (
    <main className="alone">
      <section className="panel">
        <h1>Dealfloor</h1>
        <p>{sentence}</p>
      </section>
    </main>
  );
}
