import { type ReactNode, useId } from 'react';

type ReviewSectionProps = { title: string; aside?: ReactNode; children: ReactNode };

export function ReviewSection({ title, aside, children }: ReviewSectionProps) {
  const id = useId();
  return (
    <section className="panel review-section" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  );
}
