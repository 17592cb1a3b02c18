import { NoticeSettings, type NoticeSettingsInput, NoticeTest, WriteBacks } from '@dealfloor/price-book';
import type { Answer } from './answer.ts';
import { request } from './dealfloor-api.ts';

export function loadNotices(): Promise<Answer<NoticeSettings>> {
  return request(NoticeSettings, '/settings/notices');
}

export function saveNotices(input: NoticeSettingsInput): Promise<Answer<NoticeSettings>> {
  return request(NoticeSettings, '/settings/notices', input, 'PUT');
}

export function testNotices(): Promise<Answer<NoticeTest>> {
  return request(NoticeTest, '/settings/notices/test', {});
}

export function retryWriteBack(id: string, input: { idempotencyKey: string }): Promise<Answer<WriteBacks>> {
  return request(WriteBacks, `/write-backs/${encodeURIComponent(id)}/retry`, input);
}
