import type { Comment, SignOff } from '@dealfloor/price-book';
import { Alert, Flex, LoadingButton, Text, TextArea } from '@hubspot/ui-extensions';
import { failureSentence } from '../words/failure-sentence.ts';
import { showMoment } from '../words/show-day.ts';
import { useComment } from './use-comment.ts';

const MOST_COMMENT = 2_000;
const OPEN: readonly SignOff['status'][] = ['waiting', 'second-look'];

/** What the two sides of a request wrote to each other, and while it is open the place to write. */
export function CommentThread({
  dealId,
  signOff,
  locale,
}: {
  dealId: string;
  signOff: SignOff;
  locale: string;
}) {
  const { comments, round, text, isSending, failure, write, send } = useComment(dealId, signOff);
  const isOpen = OPEN.includes(signOff.status);
  if (!isOpen && comments.length === 0) return null;
  return (
    <Flex direction="column" gap="xs" testId="comments">
      {comments.map((comment) => (
        <Text key={comment.id} testId={`comment-${comment.id}`}>
          {commentLine(comment, locale)}
        </Text>
      ))}
      {isOpen ? (
        <>
          <TextArea
            key={round}
            testId="comment-text"
            name="comment"
            label="Comment"
            description="Finance reads it. It is kept with the request."
            rows={2}
            maxLength={MOST_COMMENT}
            onInput={write}
            onChange={write}
          />
          <LoadingButton
            testId="send-comment"
            variant="secondary"
            loading={isSending}
            disabled={text === ''}
            onClick={send}
          >
            Send comment
          </LoadingButton>
        </>
      ) : null}
      {failure ? (
        <Alert testId="comment-failure" variant="error" title="Not sent. Nothing was lost.">
          {failureSentence(failure)}
        </Alert>
      ) : null}
    </Flex>
  );
}

function commentLine({ by, at, body }: Comment, locale: string): string {
  return `${by.name}, ${showMoment(at, locale)}: “${body}”`;
}
