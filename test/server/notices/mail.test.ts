import { expect, test } from 'vitest';
import { MARA, TED, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL, TIDEWATER } from '../../../server/demo/demo-deals.ts';
import { mailOf } from '../../../server/notices/email/mail-of.ts';
import { openMailRoom } from '../../support/mail-room.ts';
import { openRaw } from '../../support/raw-sqlite.ts';
import { asked, decide, decided, newKey, review } from '../../support/sign-off-steps.ts';
import { openSlack } from '../../support/slack-stand-in.ts';
import { tellEverybody } from '../../support/tell-everybody.ts';
import { openWorld, type World } from '../../support/world.ts';

async function openPost() {
  const room = await openMailRoom();
  const slack = await openSlack();
  const world = await openWorld({ channels: { slack: slack.port, mail: room.port } });
  return { room, world };
}

test('who is asked gets a mail, who asked gets the decision, and both really travel', async () => {
  const { room, world } = await openPost();
  const request = await asked(world.card(TOM), KESTREL);
  await tellEverybody(world);
  expect(room.mails.map(({ to, subject }) => [to, subject])).toEqual([
    [[MARA.email], 'Sign-off wanted: Kestrel Monitoring, 49.2% margin'],
  ]);
  const { seenHash } = await review(world.console(MARA), request.id);
  const answer = await decide(world.console(MARA), request.id, { kind: 'approve-with-conditions', seenHash });
  expect(answer.status, answer.text).toBe(200);
  await tellEverybody(world);
  const [first, second] = room.mails;
  expect(second?.to).toEqual([TOM.email]);
  expect(second?.subject).toBe('Approved: Kestrel Monitoring at 49.2%, by Mara Lindqvist.');
  expect(second?.text).toContain('Conditions: usage cap 725,400 calls a month; overage clause;');
  expect(second?.text).toContain('Valid until 21 Dec 2026.');
  for (const mail of [first, second]) {
    expect(mail?.text.match(/https?:\/\/\S+/g)).toHaveLength(1);
    expect(mail?.html.match(/href=/g)).toHaveLength(1);
    expect(mail?.headers.get('message-id')).toMatch(/^<[0-9a-f]{32}@dealfloor\.example>$/);
  }
  expect(first?.html).toContain(`<a href="https://dealfloor.example/sign-offs/${request.id}">Review</a>`);
});

test('the second of two signatures is asked for when the first is given', async () => {
  const { room, world } = await openPost();
  const request = await asked(world.card(TOM), TIDEWATER);
  await tellEverybody(world);
  room.mails.length = 0;
  await decided(world.console(MARA), request.id, 'approve');
  await tellEverybody(world);
  const told = room.mails.map(({ to, subject }) => [to[0], subject]);
  expect(told).toContainEqual([TED.email, 'Second signature wanted: Tidewater Commerce, −38.4% margin']);
  expect(told).toContainEqual([TOM.email, 'Signed: Tidewater Commerce at −38.4%, by Mara Lindqvist.']);
});

test('opening every link of a mail decides nothing and changes nothing', async () => {
  const { room, world } = await openPost();
  await asked(world.card(TOM), KESTREL);
  await tellEverybody(world);
  const [mail] = room.mails;
  const links = [...`${mail?.text}\n${mail?.html}`.matchAll(/https?:\/\/[^\s"<]+/g)].map(([link]) => link);
  expect(links.length).toBeGreaterThan(1);
  const before = everything(world);
  for (const link of links) {
    for (const method of ['GET', 'HEAD', 'OPTIONS']) {
      await world.app.request(link, { method });
      await world.app.request(link.replace('/sign-offs', '/api/v1/sign-offs'), {
        method,
        headers: { 'x-demo-person': MARA.userId },
      });
    }
  }
  expect(everything(world)).toEqual(before);
});

/** Every row of every table. */
function everything({ file }: World): Record<string, unknown[]> {
  const raw = openRaw(file);
  const tables = raw.prepare("select name from sqlite_master where type = 'table'").pluck().all();
  return Object.fromEntries(
    tables.map((table) => [String(table), raw.prepare(`select * from "${String(table)}"`).all()]),
  );
}

test('a deal’s name cannot add a header, a recipient, a line of HTML or a link', async () => {
  const room = await openMailRoom();
  const name =
    'Kestrel\r\nBcc: everybody@evil.example\r\n\r\n<img src=x onerror=alert(1)> https://evil.example "x"';
  const message = {
    id: '0'.repeat(32),
    toUserId: TOM.userId,
    header: name,
    lines: [name],
    quote: name,
    background: name,
    link: 'https://dealfloor.example/queue',
    signOffId: null,
  };
  await room.port.send(mailOf(message, 'tom@dealfloor.example'));
  const [mail] = room.mails;
  expect(mail?.to).toEqual(['tom@dealfloor.example']);
  expect(mail?.headerNames).not.toContain('bcc');
  expect(mail?.headerNames.filter((header) => header === 'subject')).toHaveLength(1);
  expect(mail?.html).not.toMatch(/<img|<script/);
  expect(mail?.html).toContain('&lt;img src=x onerror=alert(1)&gt;');
});

test('names from the deal reach the mail as text that leads nowhere', async () => {
  const { room, world } = await openPost();
  const name = '<b>Kestrel</b> & https://evil.example \u202Egnp';
  await asked(world.card(TOM), KESTREL);
  openRaw(world.file).prepare("update notices set content = json_set(content, '$.dealName', ?)").run(name);
  await tellEverybody(world);
  const [mail] = room.mails;
  expect(mail?.subject).toBe(
    'Sign-off wanted: <b>Kestrel</b> & https: //evil.example \\u202Egnp, 49.2% margin',
  );
  expect(mail?.html).toContain('&lt;b&gt;Kestrel&lt;/b&gt; &amp; https: //evil.example \\u202Egnp');
  expect(mail?.text).not.toContain('https://evil');
});

test('a mail server that puts a mail off gets it later, once; one that refuses it leaves it for a person', async () => {
  const { room, world } = await openPost();
  room.refusals.push(451);
  await asked(world.card(TOM), KESTREL);
  await tellEverybody(world);
  expect(room.mails).toHaveLength(0);
  world.clock.advance(60_000);
  await tellEverybody(world);
  expect(room.mails).toHaveLength(1);
  room.refusals.push(550);
  await asked(world.card(TOM), { ...KESTREL, id: TIDEWATER.id });
  await tellEverybody(world);
  world.clock.advance(3_600_000);
  await tellEverybody(world);
  expect(room.mails).toHaveLength(1);
  const back = await world.console(MARA).get('/write-backs');
  expect(back.body).toMatchObject({
    refused: [{ lane: 'email', about: MARA.name, reason: 'The mail server refused the mail (550).' }],
  });
});

test('over five an hour come as one digest, and quiet hours are kept', async () => {
  const { room, world } = await openPost();
  const quiet = { from: '09:00', until: '12:00' };
  const body = {
    idempotencyKey: newKey(),
    emailOn: true,
    slackUserId: null,
    timeZone: 'UTC',
    quietHours: quiet,
  };
  const saved = await world.console(MARA).send('PUT', '/me/notices', JSON.stringify(body));
  expect(saved.status, saved.text).toBe(200);
  const request = await asked(world.card(TOM), KESTREL);
  for (let comment = 1; comment <= 6; comment += 1) {
    const said = { idempotencyKey: newKey(), body: `And one thing more, number ${comment}.` };
    const answer = await world.card(TOM).post(`/deals/${KESTREL.id}/sign-offs/${request.id}/comments`, said);
    expect(answer.status, answer.text).toBeLessThan(300);
  }
  await tellEverybody(world);
  const toMaraNow = () => room.mails.filter(({ to }) => to.includes(MARA.email));
  expect(toMaraNow()).toHaveLength(0);
  world.clock.set('2026-11-19T12:00:00.000Z');
  await tellEverybody(world);
  const toMara = toMaraNow();
  expect(toMara).toHaveLength(1);
  expect(toMara[0]?.subject).toMatch(/^\d+ notices: Kestrel Monitoring$/);
  expect(toMara[0]?.text).toContain("Tom: 'And one thing more, number 6.'");
});

test('one person’s notice that cannot be put into words keeps nobody else from being told', async () => {
  const { room, world } = await openPost();
  await asked(world.card(TOM), KESTREL);
  await asked(world.card(TOM), TIDEWATER);
  openRaw(world.file)
    .prepare("update notices set content = json_remove(content, '$.rule') where to_user_id = ?")
    .run('slack-channel');
  openRaw(world.file).prepare("update notices set to_user_id = '0' where to_user_id = 'slack-channel'").run();
  openRaw(world.file)
    .prepare(
      "insert into people select portal_id, '0', 'x@dealfloor.example', 'Nobody', null, roles from people where user_id = ?",
    )
    .run(MARA.userId);
  await expect(tellEverybody(world)).rejects.toThrow();
  await tellEverybody(world).catch(() => {});
  const { outbox } = world.ports.database.tables;
  const told = world.ports.database.query
    .select()
    .from(outbox)
    .all()
    .filter(({ kind }) => kind === 'email');
  expect(new Set(told.map(({ dealId }) => dealId))).toEqual(new Set([MARA.userId, TED.userId]));
  expect(room.mails).toHaveLength(0);
});
