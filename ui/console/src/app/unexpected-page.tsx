import { Button } from '@mantine/core';
import { usePageTitle } from '../components/use-page-title.ts';

/** What a person sees when the page itself broke; no decision is sent by drawing a page. */
export function UnexpectedPage() {
  usePageTitle('This page broke');
  return (
    <section className="panel" role="alert">
      <h1>This page broke</h1>
      <p>It is our mistake, and nothing was decided by it. Load the page again.</p>
      <Button onClick={() => window.location.reload()}>Load again</Button>
    </section>
  );
}
