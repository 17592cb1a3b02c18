import {
  MyNotices,
  MyNoticesInput,
  NoticeSettings,
  NoticeSettingsInput,
  NoticeTest,
} from '@dealfloor/price-book';
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnv } from '../http/app-env.ts';
import { jsonAnswer, jsonBody, PROBLEMS } from '../http/router.ts';
import type { Ports } from '../ports.ts';
import { readMyNotices, saveMyNotices } from './my-notices.ts';
import { readNoticeSettings, saveNoticeSettings } from './notice-settings.ts';
import { testNotices } from './test-notices.ts';

const mine = createRoute({
  method: 'get',
  path: '/me/notices',
  summary: 'How I am reached, and what I was told last',
  responses: { 200: jsonAnswer(MyNotices, 'Ways, quiet hours and the last twenty notices.'), ...PROBLEMS },
});

const saveMine = createRoute({
  method: 'put',
  path: '/me/notices',
  summary: 'Choose how I am reached, and when not',
  request: jsonBody(MyNoticesInput),
  responses: { 200: jsonAnswer(MyNotices, 'As it is now.'), ...PROBLEMS },
});

const settings = createRoute({
  method: 'get',
  path: '/settings/notices',
  summary: 'How the portal’s people are reached; for admins',
  responses: { 200: jsonAnswer(NoticeSettings, 'Of what is secret, only whether it is there.'), ...PROBLEMS },
});

const saveSettings = createRoute({
  method: 'put',
  path: '/settings/notices',
  summary: 'Set up Slack and e-mail; for admins',
  request: jsonBody(NoticeSettingsInput),
  responses: { 200: jsonAnswer(NoticeSettings, 'As it is now.'), ...PROBLEMS },
});

const test = createRoute({
  method: 'post',
  path: '/settings/notices/test',
  summary: 'Send a test message now; for admins',
  request: jsonBody(z.strictObject({})),
  responses: { 200: jsonAnswer(NoticeTest, 'How each way went.'), ...PROBLEMS },
});

/** How people are reached: each for themselves, and an admin for the portal. */
export function addNoticeRoutes(router: OpenAPIHono<AppEnv>, ports: Ports): void {
  router.openapi(mine, async (c) => c.json(await readMyNotices(ports, c.get('actor')), 200));
  router.openapi(saveMine, async (c) =>
    c.json(await saveMyNotices(ports, c.get('actor'), c.req.valid('json')), 200),
  );
  router.openapi(settings, async (c) => c.json(await readNoticeSettings(ports, c.get('actor')), 200));
  router.openapi(saveSettings, async (c) =>
    c.json(await saveNoticeSettings(ports, c.get('actor'), c.req.valid('json')), 200),
  );
  router.openapi(test, async (c) => c.json(await testNotices(ports, c.get('actor')), 200));
}
