import { type Conversation, clientEvents, serverEvents } from '@parley/contracts';
import { randomUUID } from 'node:crypto';
import { Database } from '../src/platform/database';
import { Crowd } from './crowd';
import { type Person, type PersonSocket, history } from './person';
import { type TestServer, startServer } from './server';

let server: TestServer;
const crowd = new Crowd(() => server.url);
beforeAll(async () => (server = await startServer({ RATE_LIMIT_FACTOR: '1000' })));
afterAll(() => server.close());
afterEach(() => crowd.leave());

/** A group of three in which one sees nothing at or below a seq. */
async function windowed(below: number) {
  const [owner, old, young] = await Promise.all([crowd.join(), crowd.join(), crowd.join()]);
  const body = { kind: 'group', name: 'Fleet', memberIds: [old.id, young.id] };
  const { id } = (await owner.ask('POST', '/api/chat', body)).body as Conversation;
  await server.app
    .get(Database)
    .pool.query('UPDATE memberships SET visible_after = $3 WHERE conversation_id = $1 AND user_id = $2', [
      id,
      young.id,
      below,
    ]);
  const [mouth, ear, window] = await Promise.all([owner.connect(), old.connect(), young.connect()]);
  return { owner, old, young, id, mouth, ear, window };
}

const reply = (socket: PersonSocket, conversationId: string, replyTo: string, text = 'an answer') =>
  socket.ask(clientEvents.messageSend, { conversationId, clientId: randomUUID(), text, replyTo });

const quoteOf = async (person: Person, id: string, seq: number) =>
  (await history(person, id)).items.find((message) => message.seq === seq)?.quote;

describe('a member with a window', () => {
  it('hears of an older message only that something changed, and of a newer one what it is now', async () => {
    const { id, mouth, ear, window } = await windowed(1);
    const before = await mouth.send(id, 'before you came');
    const after = await mouth.send(id, 'after you came');
    const edited = await mouth.ask(clientEvents.messageEdit, { messageId: before.id, text: 'still before' });
    expect(await ear.hears(serverEvents.messageUpdated)).toEqual(edited);
    const hint = { conversationId: id, rev: edited.rev, atSeq: 1, change: null };
    // After one of the message itself.
    expect(await window.hears(serverEvents.conversationUpdated, 2)).toEqual(hint);
    const changed = await mouth.ask(clientEvents.messageEdit, { messageId: after.id, text: 'still after' });
    expect(await window.hears(serverEvents.messageUpdated)).toEqual(changed);
    expect(await window.ask(clientEvents.syncChanges, { conversationId: id, after: 0 })).toMatchObject({
      messages: [changed],
      rev: changed.rev,
    });
    expect(JSON.stringify(window.told)).not.toContain('still before');
    expect(ear.heard(serverEvents.conversationUpdated)).toEqual([]);
  });

  it('acts on nothing older, as if it were not there', async () => {
    const { id, mouth, window, young } = await windowed(1);
    const { id: messageId } = await mouth.send(id, 'before you came');
    const acts: [Parameters<PersonSocket['emit']>[0], object][] = [
      [clientEvents.messageEdit, { messageId, text: 'x' }],
      [clientEvents.messageDelete, { messageId, for: 'me' }],
      [clientEvents.messageDelete, { messageId, for: 'everyone' }],
      [clientEvents.messageReact, { messageId, emoji: '👍', on: true }],
      [clientEvents.messageSend, { conversationId: id, clientId: randomUUID(), text: 'x', replyTo: messageId }],
    ];
    for (const [event, payload] of acts) {
      expect([event, await window.emit(event, payload)]).toMatchObject([
        event,
        { ok: false, error: { code: 'not_found' } },
      ]);
    }
    expect((await young.ask('GET', `/api/chat/${id}/messages/${messageId}/edits`)).status).toBe(404);
  });

  it('sees that something was answered, but not what, and hears no word of it', async () => {
    const { young, old, id, mouth, ear, window } = await windowed(1);
    const before = await mouth.send(id, 'words from before');
    const answer = await reply(mouth, id, before.id);
    expect(answer.quote).toEqual({
      messageId: before.id,
      seq: 1,
      senderId: before.senderId,
      text: 'words from before',
      deleted: false,
    });
    expect(await ear.hears(serverEvents.messageReceived, 2)).toEqual(answer);
    const hint = { conversationId: id, rev: answer.rev, atSeq: 2, change: null };
    expect(await window.hears(serverEvents.conversationUpdated, 2)).toEqual(hint);
    expect((await history(young, id)).items).toEqual([{ ...answer, quote: null }]);
    await window.ask(clientEvents.messageReact, { messageId: answer.id, emoji: '👍', on: true });
    await ear.hears(serverEvents.messageUpdated);
    expect(await quoteOf(old, id, 2)).toMatchObject({ text: 'words from before' });
    expect(await quoteOf(young, id, 2)).toBeNull();
    expect((await young.get<Conversation>(`/api/chat/${id}`)).lastMessage).toMatchObject({ seq: 2, quote: null });
    expect(JSON.stringify(window.told)).not.toContain('words');
  });
});

describe('a quote', () => {
  it('is what was said as it is now: edited, cut short, deleted', async () => {
    const { mira, noor, id } = await crowd.pair();
    const mouth = await mira.connect();
    const said = await mouth.send(id, 'first words');
    const answer = await reply(await noor.connect(), id, said.id);
    expect(answer.quote).toMatchObject({ text: 'first words', deleted: false });
    await mouth.ask(clientEvents.messageEdit, { messageId: said.id, text: '🧭'.repeat(300) });
    expect(await quoteOf(noor, id, 2)).toMatchObject({ text: '🧭'.repeat(200) });
    await mouth.ask(clientEvents.messageDelete, { messageId: said.id, for: 'everyone' });
    expect(await quoteOf(noor, id, 2)).toEqual({
      messageId: said.id,
      seq: 1,
      senderId: mira.id,
      text: '',
      deleted: true,
    });
  });

  it('of a message in another conversation, of nothing, or of one I deleted for me is refused alike', async () => {
    const { mira, id } = await crowd.pair();
    const mouth = await mira.connect();
    const elsewhere = (await mira.openDirect(await crowd.join())).id;
    const foreign = await mouth.send(elsewhere, 'elsewhere');
    const hidden = await mouth.send(id, 'not for me');
    await mouth.ask(clientEvents.messageDelete, { messageId: hidden.id, for: 'me' });
    for (const replyTo of [foreign.id, randomUUID(), hidden.id]) {
      await expect(reply(mouth, id, replyTo)).rejects.toMatchObject({
        code: 'not_found',
        details: { field: 'replyTo' },
      });
    }
  });

  it('shows one level, however long the chain', async () => {
    const { noor, id, mira } = await crowd.pair();
    const mouth = await mira.connect();
    const root = await mouth.send(id, 'root');
    const middle = await reply(mouth, id, root.id, 'middle');
    await reply(mouth, id, middle.id, 'end');
    expect(await quoteOf(noor, id, 3)).toEqual({
      ...{ messageId: middle.id, seq: 2, senderId: mira.id },
      ...{ text: 'middle', deleted: false },
    });
  });

  it('never goes in a circle: what is answered stands before, and no replay and no edit changes it', async () => {
    const { mira, id } = await crowd.pair();
    const mouth = await mira.connect();
    const clientId = randomUUID();
    const send = { conversationId: id, clientId, text: 'root' };
    // Itself, by the only name known beforehand.
    expect(await mouth.emit(clientEvents.messageSend, { ...send, replyTo: clientId })).toMatchObject({
      error: { code: 'not_found' },
    });
    const root = await mouth.ask(clientEvents.messageSend, send);
    const answer = await reply(mouth, id, root.id);
    for (const replyTo of [root.id, answer.id]) {
      expect(await mouth.ask(clientEvents.messageSend, { ...send, replyTo })).toMatchObject({ seq: 1, replyTo: null });
    }
    const edit = { messageId: root.id, text: 'turned', replyTo: answer.id };
    expect(await mouth.emit(clientEvents.messageEdit, edit)).toMatchObject({ error: { code: 'validation.failed' } });
    const answered = (await history(mira, id)).items.map(({ replyTo }) => replyTo);
    expect(new Set(answered)).toEqual(new Set([root.id, null]));
  });

  it('costs a page no further statement', async () => {
    const { mira, id } = await crowd.pair();
    const mouth = await mira.connect();
    let last = await mouth.send(id, 'root');
    for (let n = 0; n < 20; n += 1) last = await reply(mouth, id, last.id, `answer ${n}`);
    const query = jest.spyOn(server.app.get(Database).pool, 'query');
    const page = await history(mira, id);
    const statements = query.mock.calls.map(([statement]) => JSON.stringify(statement));
    query.mockRestore();
    expect(page.items.filter(({ quote }) => quote !== null)).toHaveLength(20);
    expect(statements.filter((statement) => statement.includes('FROM messages'))).toHaveLength(1);
  });
});
