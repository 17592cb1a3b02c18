import {
  type MyNotices,
  MyNoticesInput,
  type NoticeSettings,
  NoticeSettingsInput,
} from '@dealfloor/price-book';
import { answer, refuse } from './answers.ts';
import { createConsoleServer } from './console-server.ts';
import { JOEL } from './people.ts';
import { viewerOf } from './views.ts';

const UNTOLD: MyNotices = {
  emailOn: true,
  slackUserId: null,
  timeZone: 'UTC',
  quietHours: null,
  ways: [],
  recent: [],
};

const NOTHING: NoticeSettings = {
  hasSlackWebhook: false,
  hasSlackBot: false,
  hasSlackSigningSecret: false,
  slackChannel: null,
  slackActionsUrl: 'https://dealfloor.example/slack/actions/24681357',
  emailOn: true,
  hasMailServer: false,
};

type Start = { mine?: Partial<MyNotices>; settings?: Partial<NoticeSettings> };

/** The server's contract for notices, with state; Joel is an admin here. */
export function withNotices(start: Start = {}) {
  const server = createConsoleServer();
  const put: Record<string, unknown>[] = [];
  const faults: Response[] = [];
  const reading = { isDown: false };
  let mine = { ...UNTOLD, ...start.mine };
  let settings = { ...NOTHING, ...start.settings };
  const send = async (request: Request) => {
    const path = new URL(request.url).pathname.replace('/api/v1', '');
    const isAdmin = request.headers.get('x-demo-person') === JOEL.userId;
    if (path === '/me' && isAdmin) return answer({ ...viewerOf(JOEL), roles: ['admin'] });
    if (!path.endsWith('/notices') && !path.endsWith('/test')) return server.send(request);
    if (path.startsWith('/settings') && !isAdmin)
      return refuse(403, 'forbidden', 'Only an admin of Dealfloor sees and changes this.');
    if (path.endsWith('/test')) return answer({ slack: null, email: null });
    if (request.method === 'GET' && reading.isDown) return busy();
    if (request.method === 'GET') return answer(path === '/me/notices' ? mine : settings);
    const body = await request.json();
    put.push(body);
    const fault = faults.shift();
    if (fault) return fault;
    const input = (path === '/me/notices' ? MyNoticesInput : NoticeSettingsInput).safeParse(body);
    if (!input.success) return invalid(input.error.issues);
    if ('quietHours' in input.data) mine = choose(mine, input.data);
    else settings = setUp(settings, input.data);
    return answer('quietHours' in input.data ? mine : settings);
  };
  return { server: { ...server, send }, put, faults, reading };
}

/** A refusal that may pass. */
export const busy = () => refuse(503, 'busy', 'Too much at once. Try again.');

function choose(mine: MyNotices, { idempotencyKey: _, ...chosen }: MyNoticesInput): MyNotices {
  return { ...mine, ...chosen };
}

function setUp(settings: NoticeSettings, input: NoticeSettingsInput): NoticeSettings {
  const { emailOn, slackWebhook, slackBotToken } = input;
  return {
    ...settings,
    emailOn,
    hasSlackWebhook: slackWebhook === undefined ? settings.hasSlackWebhook : slackWebhook !== null,
    hasSlackBot: slackBotToken === undefined ? settings.hasSlackBot : slackBotToken !== null,
  };
}

function invalid(issues: readonly { path: PropertyKey[]; message: string }[]): Response {
  const named = issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  return answer(
    { code: 'invalid', message: 'Some fields are not right.', requestId: 'r', issues: named },
    422,
  );
}
