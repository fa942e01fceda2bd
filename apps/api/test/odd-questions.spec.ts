import { type ErrorBody, type Heads, clientEvents, limits } from '@parley/contracts';
import { randomUUID } from 'node:crypto';
import { Crowd } from './crowd';
import { type TestServer, startServer } from './server';

let server: TestServer;
const crowd = new Crowd(() => server.url);
beforeAll(async () => (server = await startServer()));
afterAll(() => server.close());
afterEach(() => crowd.leave());

const refused = { ok: false, error: { code: 'validation.failed' } };
const conversationId = randomUUID();
const cursorOf = (...place: (string | number)[]) => Buffer.from(JSON.stringify(place)).toString('base64url');

describe('questions nobody asks by mistake are refused, and never break the server', () => {
  it.each([
    ['changes of one with broken entries beside it', { conversationId, since: [{ nonsense: true }] }],
    ['changes of one and of many', { conversationId, after: 0, since: [{ conversationId, after: 0 }] }],
    ['changes of many with a limit', { limit: 3, since: [{ conversationId, after: 0 }] }],
    ['changes of many with a null beside them', { conversationId: null, since: [{ conversationId, after: 0 }] }],
    ['changes from below zero', { conversationId, since: [{ conversationId, after: -5 }] }],
    ['changes of one from below zero', { conversationId, after: -1 }],
    [
      'changes of too many',
      { conversationId, since: Array.from({ length: 101 }, () => ({ conversationId, after: 0 })) },
    ],
    ['changes of null', { since: null }],
    ['changes of nothing', {}],
    ['changes with null for a limit', { conversationId, after: 0, limit: null }],
  ])('%s', async (_, question) => {
    const socket = await (await crowd.join()).connect();
    expect(await socket.emit(clientEvents.syncChanges, question)).toMatchObject(refused);
  });

  it.each([
    ['heads with null for a limit', clientEvents.syncHeads, { limit: null }],
    ['heads after null', clientEvents.syncHeads, { after: null }],
    ['heads from a transaction no server reaches', clientEvents.syncHeads, { after: cursorOf(`${2n ** 64n}`, '', '') }],
    ['heads up to one', clientEvents.syncHeads, { after: cursorOf('1', '99999999999999999999', '') }],
    ['heads from an octal number', clientEvents.syncHeads, { after: cursorOf('09', '', '') }],
    ['self after null', clientEvents.syncSelf, { after: null }],
  ])('%s', async (_, event, question) => {
    const socket = await (await crowd.join()).connect();
    expect(await socket.emit(event, question)).toMatchObject(refused);
  });

  it('heads from the last transaction there can be are none', async () => {
    const { mira } = await crowd.pair();
    const after = cursorOf(`${2n ** 64n - 1n}`, '', '');
    expect((await mira.get<Heads>(`/api/sync/heads?after=${after}`)).items).toEqual([]);
  });

  it.each([
    ['below the last number there is', 'edits', [Number.MAX_SAFE_INTEGER]],
    ['below less than nothing', 'edits', [-1]],
    ['after the end of time', 'deleted', [Number.MAX_SAFE_INTEGER, randomUUID()]],
    ['before its beginning', 'deleted', [-8.64e15, randomUUID()]],
  ])('pages %s of %s', async (_, list, place) => {
    const { mira, id } = await crowd.pair();
    const said = await (await mira.connect()).send(id, 'one');
    const path = list === 'edits' ? `${id}/messages/${said.id}/edits` : list;
    expect(await mira.ask('GET', `/api/chat/${path}?cursor=${cursorOf(...place)}`)).toMatchObject({
      status: 400,
      body: refused.error,
    });
  });

  it.each([
    ['a room with null for its visibility', { kind: 'room', name: 'Quay', visibility: null }],
    ['a group with null for its members', { kind: 'group', name: 'Quay', memberIds: null }],
    ['a direct conversation with null for a name', { kind: 'direct', userId: conversationId, name: null }],
  ])('%s', async (_, body) => {
    const mira = await crowd.join();
    expect(await mira.ask('POST', '/api/chat', body)).toMatchObject({ status: 400, body: refused.error });
  });

  it('a message that answers none may say so with null', async () => {
    const { mira, id } = await crowd.pair();
    const socket = await mira.connect();
    const message = { conversationId: id, clientId: randomUUID(), text: 'ahoy', replyTo: null };
    expect(await socket.emit(clientEvents.messageSend, message)).toMatchObject({ ok: true, data: { replyTo: null } });
  });

  it.each(['before', 'after', 'around'])('history %s the greatest number of the database', async (place) => {
    const { mira, id } = await crowd.pair();
    await (await mira.connect()).send(id, 'one');
    const ask = (seq: number) => mira.ask('GET', `/api/chat/${id}/messages?${place}=${seq}`);
    expect(await ask(2 ** 31 - 1)).toMatchObject({ status: 400, body: refused.error });
    expect(await ask(2 ** 31 - 2)).toMatchObject({ status: 200 });
  });
});

describe('the limit of members', () => {
  it('counts the one who makes the group, once', async () => {
    const mira = await crowd.join();
    const strangers = Array.from({ length: limits.groupMembers - 1 }, () => randomUUID());
    const create = async (memberIds: string[]) => {
      const { status, body } = await mira.ask('POST', '/api/chat', { kind: 'group', name: 'Fleet', memberIds });
      return { status, ...(body as ErrorBody) };
    };
    expect(await create([...strangers, randomUUID()])).toMatchObject({
      status: 409,
      code: 'conversation.full',
      details: { limit: limits.groupMembers },
    });
    // As many as fit are looked up: and nobody knows these.
    expect(await create([...strangers, mira.id])).toMatchObject({ status: 404 });
  });
});
