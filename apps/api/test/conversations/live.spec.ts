import { ParleyClient } from '@parley/client';
import { type Conversation, serverEvents } from '@parley/contracts';
import { Crowd } from '../crowd';
import type { Person } from '../person';
import { type TestServer, startServer } from '../server';
import { until } from '../until';
import { type Place, add, create, leave, place, send, setRole, view } from './place';

let server: TestServer;
const crowd = new Crowd(() => server.url);
const clients: ParleyClient[] = [];
beforeAll(async () => (server = await startServer({ RATE_LIMIT_FACTOR: '1000' })));
afterAll(() => server.close());
afterEach(() => {
  for (const client of clients.splice(0)) client.stop();
  crowd.leave();
});

/** A device of this person that follows live, from the snapshot it took when it connected. */
async function device(person: Person): Promise<ParleyClient> {
  const client = new ParleyClient({ baseUrl: server.url, session: 'token' });
  clients.push(client);
  await client.session.login({ login: person.user.username, password: person.password });
  client.start();
  await until(client.connection, () => client.connection.state === 'live');
  return client;
}

/** What a live message does not say and a summary does: the sender's name, and the number of its place. */
const comparable = (conversation: Conversation): object => ({ ...conversation, lastSender: null, activity: 0 });

async function expectFresh(client: ParleyClient, person: Person, id: string): Promise<void> {
  const fresh = comparable(await view(person, id));
  const isSame = () => {
    const mine = client.conversations.get(id);
    return mine !== undefined && JSON.stringify(sorted(comparable(mine))) === JSON.stringify(sorted(fresh));
  };
  await until(client.conversations, isSame).catch(() => undefined);
  expect(client.conversations.get(id) && comparable(client.conversations.get(id) as Conversation)).toEqual(fresh);
}

const sorted = (value: object): unknown => JSON.parse(JSON.stringify(value, Object.keys(flat(value)).sort()));
const flat = (value: object): object =>
  Object.entries(value).reduce<object>(
    (all, [key, part]) => ({ ...all, [key]: 0, ...(typeof part === 'object' && part ? flat(part as object) : {}) }),
    {},
  );

const changes: { what: string; by: (place: Place) => Promise<{ status: number }> }[] = [
  { what: 'a message', by: ({ owner, id }) => send(owner, id) },
  {
    what: 'a new name, topic and colour',
    by: (p) => patch(p, { name: 'quay', topic: 'Boats, and what they carry', hue: 12 }),
  },
  { what: 'few may write', by: (p) => patch(p, { announcement: true }) },
  { what: 'another history setting', by: (p) => patch(p, { history: 'all' }) },
  { what: 'archived for everybody', by: (p) => patch(p, { archived: true }) },
  { what: 'somebody added', by: ({ owner, id, stranger }) => add(owner, id, stranger) },
  { what: 'somebody left', by: ({ reader, id }) => leave(reader, id) },
  {
    what: 'somebody removed',
    by: ({ owner, id, reader }) => owner.ask('DELETE', `/api/chat/${id}/members/${reader.id}`),
  },
  { what: 'somebody banned', by: ({ owner, id, reader }) => owner.ask('PUT', `/api/chat/${id}/bans/${reader.id}`) },
  { what: 'another role of mine', by: ({ owner, id, member }) => setRole(owner, id, member, 'admin') },
  { what: 'the last owner gone', by: ({ owner, id }) => leave(owner, id) },
  {
    what: 'settings of mine',
    by: ({ member, id }) =>
      member.ask('PATCH', `/api/chat/${id}/settings`, {
        pinned: true,
        notify: 'mentions',
        mutedUntil: '2030-01-01T00:00:00.000Z',
      }),
  },
  { what: 'a draft of mine', by: ({ member, id }) => member.ask('PUT', `/api/chat/${id}/draft`, { text: 'half a' }) },
];

const patch = ({ owner, id }: Place, fields: object) => owner.ask('PATCH', `/api/chat/${id}`, fields);

describe('snapshot and event are the fresh snapshot', () => {
  it.each(changes)('$what', async ({ by }) => {
    const scene = await place(crowd);
    const client = await device(scene.member);
    await expectFresh(client, scene.member, scene.id);
    expect((await by(scene)).status).toBeLessThan(300);
    await expectFresh(client, scene.member, scene.id);
  });

  it.each(changes)('$what, while the device was away', async ({ by }) => {
    const scene = await place(crowd);
    const client = await device(scene.member);
    client.stop();
    expect((await by(scene)).status).toBeLessThan(300);
    client.start();
    await expectFresh(client, scene.member, scene.id);
  });

  it.each(['live', 'away'] as const)('a conversation won, lost, and won again, %s', async (how) => {
    const { id, owner, stranger } = await place(crowd);
    await send(owner, id, 'before');
    const client = await device(stranger);
    const meanwhile = async (doing: () => Promise<unknown>) => {
      if (how === 'away') client.stop();
      await doing();
      if (how === 'away') client.start();
    };
    await meanwhile(() => add(owner, id, stranger));
    await expectFresh(client, stranger, id);
    await meanwhile(() => leave(stranger, id));
    await until(client.conversations, () => client.conversations.get(id) === undefined);
    await meanwhile(() => add(owner, id, stranger));
    await expectFresh(client, stranger, id);
    // Lost and won in one absence: what they may see begins elsewhere.
    await meanwhile(async () => {
      await leave(stranger, id);
      await send(owner, id, 'between');
      await add(owner, id, stranger);
    });
    await expectFresh(client, stranger, id);
  });

  it('deleted, and taken back', async () => {
    const { id, owner, member } = await place(crowd);
    await send(owner, id, 'kept');
    const client = await device(member);
    const ear = await member.connect();
    expect((await owner.ask('DELETE', `/api/chat/${id}`)).status).toBe(204);
    await until(client.conversations, () => client.conversations.get(id) === undefined);
    expect(await ear.hears(serverEvents.conversationUpdated)).toMatchObject({ change: { type: 'deleted' } });
    expect((await member.ask('POST', `/api/chat/${id}/restore`)).status).toBe(404);
    expect((await owner.ask('POST', `/api/chat/${id}/restore`)).status).toBe(200);
    expect(await ear.hears(serverEvents.conversationUpdated, 2)).toMatchObject({ change: { type: 'restored' } });
    await until(client.conversations, () => client.conversations.get(id) !== undefined);
    await expectFresh(client, member, id);
    expect(await view(member, id)).toMatchObject({ memberCount: 4, lastMessage: { text: 'kept' } });
  });

  it('the order of the list, pinned ones first', async () => {
    const owner = await crowd.join();
    const ids: string[] = [];
    for (let n = 0; n < 4; n += 1) ids.push((await create(owner, { name: `room ${n}` })).id);
    const client = await device(owner);
    const order = () => client.conversations.list().map(({ id }) => id);
    const fresh = async () => (await owner.get<{ items: Conversation[] }>('/api/chat')).items.map(({ id }) => id);
    await send(owner, ids[1] ?? '');
    await owner.ask('PATCH', `/api/chat/${ids[0]}/settings`, { pinned: true });
    const expected = [ids[0], ids[1], ids[3], ids[2]];
    expect(await fresh()).toEqual(expected);
    await until(client.conversations, () => order().join() === expected.join());
    client.stop();
    for (const id of [ids[2], ids[3], ids[1]]) await send(owner, id ?? '');
    client.start();
    const later = await fresh();
    await until(client.conversations, () => order().join() === later.join());
  });
});

describe('those who look at a conversation', () => {
  it('hear who else begins and stops, once a person, and what it holds is not part of it', async () => {
    const { id, owner, member, stranger } = await place(crowd);
    const [ear, one, two] = await Promise.all([owner.connect(), member.connect(), member.connect()]);
    const conversationId = id;
    expect(await ear.ask('conversation:join', { conversationId })).toEqual({ conversationId, seq: 0, rev: 3 });
    await one.ask('conversation:join', { conversationId });
    expect(await ear.hears(serverEvents.userJoined)).toEqual({ conversationId, userId: member.id });
    await two.ask('conversation:join', { conversationId });
    await one.ask('conversation:leave', { conversationId });
    two.socket.disconnect();
    expect(await ear.hears(serverEvents.userLeft)).toEqual({ conversationId, userId: member.id });
    expect([ear.heard(serverEvents.userJoined).length, ear.heard(serverEvents.userLeft).length]).toEqual([1, 1]);
    const outside = await stranger.connect();
    await expect(outside.ask('conversation:join', { conversationId })).rejects.toMatchObject({ code: 'not_found' });
  });
});
