import type { Comment, SignOff } from '@dealfloor/price-book';
import { Button, Group, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Moment } from '../../components/moment.tsx';
import { problemOf } from '../../http/api-problem.ts';
import { useCommentOnRequest } from './api/comment-on-request.ts';
import { ReviewSection } from './review-section.tsx';

const MOST = 2_000;
const OPEN: readonly SignOff['status'][] = ['waiting', 'second-look'];

/** What the two sides of a request wrote to each other, and while it is open the place to write. */
export function CommentThread({ signOff }: { signOff: SignOff }) {
  const { comments, status } = signOff;
  const isOpen = OPEN.includes(status);
  return (
    <ReviewSection title="Comments">
      {comments.length > 0 ? (
        <ol className="thread">
          {comments.map((comment) => (
            <CommentEntry key={comment.id} comment={comment} />
          ))}
        </ol>
      ) : (
        <p className="muted">{isOpen ? 'Nobody has written yet.' : 'Nobody wrote anything.'}</p>
      )}
      {isOpen ? <CommentForm signOffId={signOff.id} /> : null}
    </ReviewSection>
  );
}

function CommentEntry({ comment: { by, at, body } }: { comment: Comment }) {
  return (
    <li>
      <p>
        <strong>{by.name}</strong> wrote <Moment at={at} />
      </p>
      <blockquote className="comment">{body}</blockquote>
    </li>
  );
}

function CommentForm({ signOffId }: { signOffId: string }) {
  const [body, setBody] = useState('');
  const [idempotencyKey, setIdempotencyKey] = useState(() => crypto.randomUUID());
  const { mutate, isPending, error } = useCommentOnRequest(signOffId);
  const problem = error ? problemOf(error) : null;
  const text = body.trim();
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (text === '' || isPending) return;
    mutate({ idempotencyKey, body: text }, { onSuccess: () => write('') });
  };
  const write = (written: string) => {
    setBody(written);
    setIdempotencyKey(crypto.randomUUID());
  };
  return (
    <form className="comment-form" onSubmit={send}>
      <Textarea
        label="Comment"
        description="Those who worked on the deal and those who can sign it read this. It is kept."
        autosize
        minRows={2}
        maxLength={MOST}
        value={body}
        error={problem ? `Not sent. ${problem.message}` : null}
        onChange={(event) => write(event.currentTarget.value)}
      />
      <Group justify="flex-end">
        <Button type="submit" variant="default" loading={isPending} disabled={text === ''}>
          Send comment
        </Button>
      </Group>
    </form>
  );
}
