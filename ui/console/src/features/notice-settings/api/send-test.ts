import { NoticeTest } from '@dealfloor/price-book';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { useApi } from '../../../http/api-context.ts';

/** Sends a test message now, one however often it is clicked. */
export function useSendTest() {
  const api = useApi();
  const isUnderWay = useRef(false);
  const { mutate, ...test } = useMutation({
    mutationFn: () => api.post('/settings/notices/test', {}, NoticeTest),
    onSettled: () => {
      isUnderWay.current = false;
    },
  });
  // A double click comes twice before React draws a disabled button.
  const sendTest = () => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    mutate();
  };
  return { sendTest, ...test };
}
