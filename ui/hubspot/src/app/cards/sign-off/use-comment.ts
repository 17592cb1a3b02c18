import type { Comment, SignOff } from '@dealfloor/price-book';
import { useRef, useState } from 'react';
import type { Failure } from '../api/answer.ts';
import { commentOnSignOff } from '../api/dealfloor-api.ts';
import { retrying } from '../api/retrying.ts';
import { useIdempotencyKey } from '../api/use-idempotency-key.ts';

/** A request's thread with what was just written; a repeat carries the same key, a failure loses nothing. */
export function useComment(dealId: string, { id, comments }: SignOff) {
  const [text, setText] = useState('');
  const [round, setRound] = useState(0);
  const [sent, setSent] = useState<readonly Comment[]>([]);
  const [isSending, setIsSending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const running = useRef(false);
  const key = useIdempotencyKey();

  const send = async () => {
    if (running.current || text === '') return;
    running.current = true;
    setIsSending(true);
    setFailure(null);
    const input = { body: text, idempotencyKey: key.keyFor([id, text]) };
    const answer = await retrying(
      () => commentOnSignOff(dealId, id, input),
      () => {},
    );
    running.current = false;
    setIsSending(false);
    if (!answer.ok) return setFailure(answer.failure);
    key.forget();
    setSent((before) => [...before, answer.value]);
    setText('');
    setRound((before) => before + 1);
  };
  const fresh = sent.filter((comment) => !comments.some((known) => known.id === comment.id));
  const write = (written: string) => setText(written.trim());
  return { comments: [...comments, ...fresh], round, text, isSending, failure, write, send };
}
