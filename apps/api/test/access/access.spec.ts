import { type ClientEventName, type HttpError, type Message } from '@parley/contracts';
import { randomUUID } from 'node:crypto';
import { create, leave, send } from '../conversations/place';
import { Crowd } from '../crowd';
import { type Person, request } from '../person';
import { type TestServer, startServer } from '../server';
import { type Entry, type Given, events, routes } from './table';

let server: TestServer;
let people: Record<'boss' | 'member' | 'former' | 'stranger' | 'suspended', Person>;
const crowd = new Crowd(() => server.url);

beforeAll(async () => {
  server = await startServer({ RATE_LIMIT_FACTOR: '1000' });
  const boss = await crowd.join();
  const [member, former, stranger, suspended] = (await Promise.all(Array.from({ length: 4 }, () => crowd.join()))) as [
    Person,
    Person,
    Person,
    Person,
  ];
  people = { boss, member, former, stranger, suspended };
});
afterAll(async () => {
  crowd.leave();
  await server.close();
});

interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
}

/** What the router really answers, whatever anybody says about it. */
function registered(): string[] {
  const { router } = server.app.getHttpAdapter().getInstance() as { router: { stack: Layer[] } };
  return router.stack.flatMap(({ route }) =>
    route ? Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`) : [],
  );
}

/** A private room with one who left it and one who is in it; every route gets one of its own. */
async function scene(): Promise<Given> {
  const { boss, member, former } = people;
  const { id } = await create(boss, { kind: 'room', memberIds: [member.id, former.id] });
  const { id: messageId } = (await send(boss, id)).body as Message;
  const { rev } = (await boss.ask('PATCH', `/api/chat/${id}/messages/${messageId}`, { text: 'edited' }))
    .body as Message;
  await leave(former, id);
  return { conversationId: id, memberId: member.id, outsiderId: randomUUID(), messageId, rev };
}

function pathOf(route: string, { query }: Entry, given: Given): string {
  const path = (route.split(' ')[1] ?? '')
    .replace(':id', given.conversationId)
    .replace(':userId', given.memberId)
    .replace(':messageId', given.messageId)
    .replace(':rev', `${given.rev}`)
    .replace(':emoji', encodeURIComponent('👍'))
    .replace(/:\w+/, 'nothing');
  return path + (query?.(given) ?? '');
}

const attempt = (person: Person, route: string, given: Given) => {
  const entry = routes[route] as Entry;
  return person.ask(route.split(' ')[0] ?? '', pathOf(route, entry, given), entry.body?.(given));
};

/** All of an answer but the number of the request. */
const said = ({ status, body }: { status: number; body: unknown }) => {
  const { requestId: _, ...rest } = body as HttpError;
  return { status, ...rest };
};

const names = Object.keys(routes);
const having = (...accesses: Entry['access'][]) =>
  names.filter((name) => accesses.includes(routes[name]?.access ?? 'public'));

describe('every route of the server', () => {
  it('stands in the table, and nothing else does', () => {
    expect([...new Set(registered())].sort()).toEqual([...names].sort());
  });

  it.each(names.filter((name) => routes[name]?.access !== 'public'))(
    '%s: signed out, it asks who one is',
    async (route) => {
      const given = await scene();
      const [method = ''] = route.split(' ');
      const entry = routes[route] as Entry;
      const answer = await request(server.url, method, pathOf(route, entry, given), { body: entry.body?.(given) });
      expect(said(answer)).toMatchObject({ status: 401, code: 'auth.required' });
    },
  );

  it.each(having('member'))('%s: to a stranger and a former member it is not there', async (route) => {
    const given = await scene();
    const nothing = { ...given, conversationId: randomUUID(), messageId: randomUUID() };
    const unknown = said(await attempt(people.stranger, route, nothing));
    expect(unknown).toMatchObject({ status: 404, code: 'not_found' });
    expect(said(await attempt(people.stranger, route, given))).toEqual(unknown);
    expect(said(await attempt(people.former, route, given))).toEqual(unknown);
    // And it is there for those who are in it.
    const answer = await attempt(
      people.boss,
      route,
      given.outsiderId ? { ...given, outsiderId: people.stranger.id } : given,
    );
    expect([route, answer.status < 300]).toEqual([route, true]);
  });

  it.each(having('member'))('%s: nor is it once it is deleted', async (route) => {
    if (route.endsWith('/restore')) return;
    const given = await scene();
    await people.boss.ask('DELETE', `/api/chat/${given.conversationId}`);
    const unknown = said(await attempt(people.boss, route, { ...given, conversationId: randomUUID() }));
    expect(said(await attempt(people.boss, route, given))).toEqual(unknown);
  });

  it.each(having('room'))('%s: a private one is not there', async (route) => {
    const given = await scene();
    expect(said(await attempt(people.stranger, route, given))).toEqual(
      said(await attempt(people.stranger, route, { ...given, conversationId: randomUUID() })),
    );
    await people.boss.ask('PATCH', `/api/chat/${given.conversationId}`, { visibility: 'public' });
    expect((await attempt(people.stranger, route, given)).status).toBe(200);
  });

  it.each(having('server'))('%s: not for those without a role', async (route) => {
    const { status } = await attempt(people.stranger, route, { ...(await scene()), conversationId: people.member.id });
    expect([route, [403, 404].includes(status)]).toEqual([route, true]);
  });
});

describe('a former member', () => {
  it('has lost even what they wrote', async () => {
    const { boss, former } = people;
    const { id } = await create(boss, { kind: 'room', memberIds: [former.id] });
    const { body } = await send(former, id);
    const path = `/api/chat/${id}/messages/${(body as Message).id}`;
    expect((await former.ask('GET', path)).status).toBe(200);
    await leave(former, id);
    const answers = [
      await former.ask('GET', path),
      await former.ask('PATCH', path, { text: 'aye' }),
      await former.ask('DELETE', `${path}?for=everyone`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  });
});

describe('every event of a socket', () => {
  const conversationEvents = (Object.keys(events) as ClientEventName[]).filter(
    (event) => events[event].access === 'member',
  );

  it.each(conversationEvents)('%s: to a stranger and a former member it is not there', async (event) => {
    const given = await scene();
    const [outside, once, inside] = await Promise.all([
      people.stranger.connect(),
      people.former.connect(),
      people.boss.connect(),
    ]);
    const { payload } = events[event];
    const nowhere = { ...given, conversationId: randomUUID(), messageId: randomUUID() };
    const unknown = await outside.emit(event, payload(nowhere));
    expect(unknown).toMatchObject({ ok: false, error: { code: 'not_found' } });
    expect(await outside.emit(event, payload(given))).toEqual(unknown);
    expect(await once.emit(event, payload(given))).toEqual(unknown);
    expect(await inside.emit(event, payload(given))).toMatchObject({ ok: true });
  });

  it('takes a signed-in person to ask any of them', async () => {
    await expect(people.stranger.connect({ token: 'none' })).rejects.toThrow();
  });
});

describe('somebody who is suspended', () => {
  beforeAll(async () => {
    const { boss, suspended } = people;
    const socket = await suspended.connect();
    expect((await suspended.ask('GET', '/api/users/me')).status).toBe(200);
    await boss.ask('POST', `/api/admin/users/${suspended.id}/suspend`, {});
    expect(await socket.isClosed()).toBe(true);
  });

  it.each(names.filter((name) => routes[name]?.access !== 'public'))('%s: is refused', async (route) => {
    const given = await scene();
    const { status } = await attempt(people.suspended, route, given);
    expect([route, [401, 403].includes(status)]).toEqual([route, true]);
  });

  it('has no socket either', async () => {
    await expect(people.suspended.connect()).rejects.toThrow();
  });
});
