import { type Message, clientEvents } from '@parley/contracts';
import { randomUUID } from 'node:crypto';
import { Database } from '../src/platform/database';
import { Person, type PersonSocket, history, request } from './person';
import { type TestServer, startServer } from './server';

let server: TestServer;
let mira: Person;
let noor: Person;
let stranger: Person;
let id: string;
let socket: PersonSocket;
let sent: Message;

beforeAll(async () => {
  server = await startServer({ RATE_LIMIT_FACTOR: '1000' });
  [mira, noor, stranger] = [
    await Person.join(server.url),
    await Person.join(server.url),
    await Person.join(server.url),
  ];
  id = (await mira.openDirect(noor)).id;
  socket = await mira.connect();
  sent = await socket.send(id, 'mine');
});
afterAll(async () => {
  for (const person of [mira, noor, stranger]) person.leave();
  await server.close();
});
afterEach(async () => {
  // Nothing of what was tried has changed anything.
  expect((await history(mira, id)).items).toEqual([sent]);
});

const hostile: [string, string, () => unknown, string][] = [
  [
    'a forged sender',
    clientEvents.messageEdit,
    () => ({ messageId: sent.id, text: 'x', senderId: noor.id }),
    'validation.failed',
  ],
  ['a forged rev', clientEvents.messageEdit, () => ({ messageId: sent.id, text: 'x', rev: 1 }), 'validation.failed'],
  [
    'a forged time',
    clientEvents.messageEdit,
    () => ({ messageId: sent.id, text: 'x', editedAt: null }),
    'validation.failed',
  ],
  [
    'another place',
    clientEvents.messageEdit,
    () => ({ messageId: sent.id, text: 'x', conversationId: id }),
    'validation.failed',
  ],
  ['no text', clientEvents.messageEdit, () => ({ messageId: sent.id }), 'validation.failed'],
  ['an empty text', clientEvents.messageEdit, () => ({ messageId: sent.id, text: ' ' }), 'validation.failed'],
  ['a lone surrogate', clientEvents.messageEdit, () => ({ messageId: sent.id, text: '\ud800' }), 'validation.failed'],
  ['a control character', clientEvents.messageEdit, () => ({ messageId: sent.id, text: 'a\0' }), 'validation.failed'],
  [
    'a text too long',
    clientEvents.messageEdit,
    () => ({ messageId: sent.id, text: 'a'.repeat(1_100_000) }),
    'message.too_large',
  ],
  [
    'an operator for an id',
    clientEvents.messageEdit,
    () => ({ messageId: { $ne: '' }, text: 'x' }),
    'validation.failed',
  ],
  ['nothing of this id', clientEvents.messageEdit, () => ({ messageId: randomUUID(), text: 'x' }), 'not_found'],
  ['nobody to delete for', clientEvents.messageDelete, () => ({ messageId: sent.id }), 'validation.failed'],
  [
    'somebody else to delete for',
    clientEvents.messageDelete,
    () => ({ messageId: sent.id, for: noor.id }),
    'validation.failed',
  ],
  [
    'a list to delete',
    clientEvents.messageDelete,
    () => ({ messageId: [sent.id], for: 'everyone' }),
    'validation.failed',
  ],
  [
    'fifty thousand bytes of emoji',
    clientEvents.messageReact,
    () => ({ messageId: sent.id, emoji: '😀'.repeat(12_500), on: true }),
    'validation.failed',
  ],
  [
    'a word for an emoji',
    clientEvents.messageReact,
    () => ({ messageId: sent.id, emoji: 'like', on: true }),
    'validation.failed',
  ],
  [
    'a prototype for an emoji',
    clientEvents.messageReact,
    () => ({ messageId: sent.id, emoji: '__proto__', on: true }),
    'validation.failed',
  ],
  [
    'a lone surrogate for an emoji',
    clientEvents.messageReact,
    () => ({ messageId: sent.id, emoji: '\ud83d', on: true }),
    'validation.failed',
  ],
  ['maybe', clientEvents.messageReact, () => ({ messageId: sent.id, emoji: '😀', on: 'maybe' }), 'validation.failed'],
  [
    'reacting as somebody else',
    clientEvents.messageReact,
    () => ({ messageId: sent.id, emoji: '😀', on: true, userId: noor.id }),
    'validation.failed',
  ],
  [
    'a prototype key',
    clientEvents.messageReact,
    () => JSON.parse(`{"__proto__":{"on":true},"messageId":"${sent.id}","emoji":"😀"}`),
    'validation.failed',
  ],
  ['binary', clientEvents.messageEdit, () => ({ messageId: sent.id, text: Buffer.from('a') }), 'validation.failed'],
];

it.each(hostile)('%s gets a clear refusal, and the socket lives on (%s)', async (_, event, payload, code) => {
  expect(await socket.emit(event, payload())).toMatchObject({ ok: false, error: { code } });
  expect(socket.socket.connected).toBe(true);
  expect({}).not.toHaveProperty('on');
});

const acts = (): [string, string, string, unknown?][] => [
  [clientEvents.messageEdit, 'PATCH', '', { text: 'taken over' }],
  [clientEvents.messageDelete, 'DELETE', '?for=everyone'],
  [clientEvents.messageDelete, 'DELETE', '?for=me'],
  [clientEvents.messageReact, 'PUT', `/reactions/${encodeURIComponent('👍')}`],
  [clientEvents.messageReact, 'DELETE', `/reactions/${encodeURIComponent('👍')}`],
];
const payloadOf = (event: string, messageId: string) => ({
  messageId,
  ...(event === clientEvents.messageEdit && { text: 'taken over' }),
  ...(event === clientEvents.messageDelete && { for: 'everyone' }),
  ...(event === clientEvents.messageReact && { emoji: '👍', on: true }),
});

it('a stranger’s acts look like acts on nothing, over both edges', async () => {
  const outside = await stranger.connect();
  const own = await stranger.openDirect(stranger);
  for (const [event, method, path, body] of acts()) {
    const foreign = await outside.emit(event, payloadOf(event, sent.id));
    expect(foreign).toEqual(await outside.emit(event, payloadOf(event, randomUUID())));
    expect(foreign).toMatchObject({ ok: false, error: { code: 'not_found' } });
    // Neither in its own conversation, nor through one of mine.
    for (const conversationId of [id, own.id]) {
      const answer = await stranger.ask(method, `/api/chat/${conversationId}/messages/${sent.id}${path}`, body);
      expect([method, answer.status]).toEqual([method, 404]);
    }
  }
  expect((await stranger.ask('GET', `/api/chat/${id}/messages/${sent.id}/edits`)).status).toBe(404);
});

it('my own message is not found through another conversation of mine', async () => {
  const other = await mira.openDirect(mira);
  for (const [, method, path, body] of acts()) {
    expect((await mira.ask(method, `/api/chat/${other.id}/messages/${sent.id}${path}`, body)).status).toBe(404);
  }
});

it('who left acts no more', async () => {
  const late = await Person.join(server.url);
  const group = (await mira.ask('POST', '/api/chat', { kind: 'group', name: 'Fleet', memberIds: [late.id] })).body as {
    id: string;
  };
  const mouth = await late.connect();
  const own = await mouth.send(group.id, 'before I left');
  await server.app
    .get(Database)
    .pool.query('UPDATE memberships SET left_at = now() WHERE conversation_id = $1 AND user_id = $2', [
      group.id,
      late.id,
    ]);
  for (const [event] of acts()) {
    expect(await mouth.emit(event, payloadOf(event, own.id))).toMatchObject({
      ok: false,
      error: { code: 'not_found' },
    });
  }
  late.leave();
});

it('another’s message is not edited, and not deleted for everyone', async () => {
  const other = await noor.connect();
  for (const event of [clientEvents.messageEdit, clientEvents.messageDelete]) {
    expect(await other.emit(event, payloadOf(event, sent.id))).toMatchObject({
      ok: false,
      error: { code: 'forbidden' },
    });
  }
});

it.each(['a', '%F0%9F', '%ED%A0%80', '%00', encodeURIComponent('😀'.repeat(500)), '..%2f..'])(
  'an emoji in a path that is none is refused: %s',
  async (emoji) => {
    const headers = { authorization: `Bearer ${mira.tokens.accessToken}` };
    const path = `/api/chat/${id}/messages/${sent.id}/reactions/${emoji}`;
    const { status } = await request(server.url, 'PUT', path, { headers });
    expect([400, 404]).toContain(status);
  },
);

it('deleting for nobody in particular is refused', async () => {
  for (const query of ['', '?for=all', '?for=me&for=everyone', '?for[]=me']) {
    expect((await mira.ask('DELETE', `/api/chat/${id}/messages/${sent.id}${query}`)).status).toBe(400);
  }
});
