import { type Conversation, type Message, clientEvents, serverEvents } from '@parley/contracts';
import { Database } from '../src/platform/database';
import { edit, gather, messageAt, react, remove, talk } from './acting';
import { Crowd } from './crowd';
import { headsUpToNow } from './heads';
import { type Person, history } from './person';
import { type TestServer, startServer } from './server';
import { sqlOn } from './sql';

let server: TestServer;
const crowd = new Crowd(() => server.url);
beforeAll(async () => (server = await startServer({ RATE_LIMIT_FACTOR: '1000' })));
afterAll(() => server.close());
afterEach(() => crowd.leave());

const one = (person: Person, id: string) => person.get<Conversation>(`/api/chat/${id}`);

describe('editing', () => {
  it('takes one rev, is one event to everybody else, and is what everybody reads', async () => {
    const { mira, noor, id, mouth, ear } = await talk(crowd);
    const phone = await mira.connect();
    const sent = await mouth.send(id, 'see you at four');
    const edited = await edit(mouth, sent.id, 'see you at five');
    expect(edited).toEqual({
      ...sent,
      rev: sent.rev + 1,
      text: 'see you at five',
      textLength: 15,
      editedAt: expect.any(String),
    });
    expect(await ear.hears(serverEvents.messageUpdated)).toEqual(edited);
    expect(await phone.hears(serverEvents.messageUpdated)).toEqual(edited);
    expect(mouth.heard(serverEvents.messageUpdated)).toEqual([]);
    expect(await messageAt(noor, id, 1)).toEqual(edited);
    expect(await ear.ask(clientEvents.syncChanges, { conversationId: id, after: sent.rev })).toMatchObject({
      messages: [edited],
      rev: edited.rev,
    });
    expect((await one(noor, id)).lastMessage).toEqual(edited);
  });

  it('to the same text changes nothing and takes no rev', async () => {
    const { id, mouth, ear } = await talk(crowd);
    const sent = await mouth.send(id, 'same');
    expect(await edit(mouth, sent.id, 'same')).toEqual(sent);
    expect((await mouth.send(id, 'next')).rev).toBe(sent.rev + 1);
    await ear.hears(serverEvents.messageReceived, 2);
    expect(ear.heard(serverEvents.messageUpdated)).toEqual([]);
  });

  it('over HTTP means the same', async () => {
    const { mira, id, mouth, ear } = await talk(crowd);
    const sent = await mouth.send(id, 'by mouth');
    const answer = await mira.ask('PATCH', `/api/chat/${id}/messages/${sent.id}`, { text: 'by post' });
    expect(answer.status).toBe(200);
    expect(await ear.hears(serverEvents.messageUpdated)).toEqual(answer.body);
    expect(await mouth.hears(serverEvents.messageUpdated)).toEqual(answer.body);
  });

  it('keeps what it said before, page by page, until it is deleted', async () => {
    const { noor, id, mouth } = await talk(crowd);
    const sent = await mouth.send(id, 'one');
    for (const text of ['two', 'three', 'four']) await edit(mouth, sent.id, text);
    const path = `/api/chat/${id}/messages/${sent.id}/edits`;
    const first = await noor.get<{ items: Message[]; nextCursor: string }>(`${path}?limit=2`);
    const second = await noor.get<{ items: Message[]; nextCursor: null }>(`${path}?limit=2&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items].map(({ text, rev }) => [text, rev])).toEqual([
      ['three', sent.rev + 3],
      ['two', sent.rev + 2],
      ['one', sent.rev + 1],
    ]);
    expect(second.nextCursor).toBeNull();
    await remove(mouth, sent.id, 'everyone');
    expect(await noor.get(path)).toEqual({ items: [], nextCursor: null });
  });

  it('is over when its time is over', async () => {
    const strict = await startServer({ EDIT_WINDOW: '0s' });
    const guests = new Crowd(() => strict.url);
    try {
      const { mira, id } = await guests.pair();
      const mouth = await mira.connect();
      const sent = await mouth.send(id, 'carved in stone');
      await sqlOn(() => strict)(`UPDATE messages SET created_at = created_at - interval '1 second'`);
      await expect(edit(mouth, sent.id, 'sand')).rejects.toMatchObject({ code: 'message.too_late' });
      expect(await remove(mouth, sent.id, 'everyone')).toMatchObject({ text: '' });
    } finally {
      guests.leave();
      await strict.close();
    }
  });
});

describe('deleting for everyone', () => {
  it('leaves a tombstone with its seq and nothing that was said of it', async () => {
    const { noor, id, mouth, ear } = await talk(crowd);
    const sent = await mouth.send(id, 'a secret');
    await edit(mouth, sent.id, 'another secret');
    await react(ear, sent.id, '👀');
    const gone = await remove(mouth, sent.id, 'everyone');
    expect(gone).toEqual({
      ...sent,
      rev: sent.rev + 3,
      text: '',
      textLength: 0,
      editedAt: expect.any(String),
      deletedAt: expect.any(String),
    });
    expect(await ear.hears(serverEvents.messageUpdated, 2)).toEqual(gone);
    expect(await messageAt(noor, id, 1)).toEqual(gone);
    const { pool } = server.app.get(Database);
    const left = await pool.query(
      `SELECT 1 FROM reactions WHERE message_id = $1 UNION ALL SELECT 1 FROM earlier_texts WHERE message_id = $1`,
      [sent.id],
    );
    expect(left.rows).toEqual([]);
  });

  it('twice is once', async () => {
    const { mira, id, mouth, ear } = await talk(crowd);
    const sent = await mouth.send(id, 'once');
    const gone = await remove(mouth, sent.id, 'everyone');
    expect((await mira.ask('DELETE', `/api/chat/${id}/messages/${sent.id}?for=everyone`)).body).toEqual(gone);
    await mouth.send(id, 'next');
    await ear.hears(serverEvents.messageReceived, 2);
    expect(ear.heard(serverEvents.messageUpdated)).toHaveLength(1);
  });

  it('is for authors, and where there are owners and admins, for them', async () => {
    const [ada, bea] = await Promise.all([crowd.join(), crowd.join()]);
    const { owner, id } = await gather(crowd, ada, bea);
    const [boss, a, b] = await Promise.all([owner.connect(), ada.connect(), bea.connect()]);
    const sent = await a.send(id, 'off topic');
    await expect(remove(b, sent.id, 'everyone')).rejects.toMatchObject({ code: 'forbidden' });
    expect(await remove(boss, sent.id, 'everyone')).toMatchObject({ senderId: ada.id, text: '' });
    const { id: direct, ear, mouth } = await talk(crowd);
    const private_ = await mouth.send(direct, 'between us');
    await expect(remove(ear, private_.id, 'everyone')).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('ends all other acts on it', async () => {
    const { id, mouth, ear } = await talk(crowd);
    const sent = await mouth.send(id, 'going');
    await remove(mouth, sent.id, 'everyone');
    await expect(edit(mouth, sent.id, 'back')).rejects.toMatchObject({ code: 'message.deleted' });
    await expect(react(ear, sent.id, '👍')).rejects.toMatchObject({ code: 'message.deleted' });
  });
});

describe('deleting for me', () => {
  it('hides it on all my devices, in history, catch-up, the list and what is unread, and from nobody else', async () => {
    const { mira, noor, id, mouth, ear } = await talk(crowd);
    const phone = await noor.connect();
    const first = await mouth.send(id, 'keep');
    const second = await mouth.send(id, 'hide');
    expect((await one(noor, id)).unread).toBe(2);
    expect(await remove(ear, second.id, 'me')).toEqual(second);
    const hidden = { type: 'hidden', data: { conversationId: id, messageId: second.id, seq: 2 } };
    expect(await phone.hears(serverEvents.selfUpdated)).toMatchObject(hidden);
    expect((await history(noor, id)).items).toEqual([first]);
    expect(await one(noor, id)).toMatchObject({ unread: 1, seq: 2, lastMessage: first });
    expect(await ear.ask(clientEvents.syncChanges, { conversationId: id, after: 0 })).toMatchObject({
      messages: [first],
      rev: second.rev,
    });
    expect((await ear.ask(clientEvents.syncSelf, {})).changes).toContainEqual(expect.objectContaining(hidden));
    expect((await noor.ask('GET', `/api/chat/${id}/messages/${second.id}`)).status).toBe(404);
    await expect(react(ear, second.id, '👍')).rejects.toMatchObject({ code: 'not_found' });
    expect((await history(mira, id)).items).toEqual([second, first]);
    expect(mouth.heard(serverEvents.messageUpdated)).toEqual([]);
    expect((await mouth.send(id, 'next')).rev).toBe(second.rev + 1);
  });

  it('twice is once, and moves the heads of that person alone', async () => {
    const { mira, noor, id, mouth, ear } = await talk(crowd);
    const sent = await mouth.send(id, 'hide');
    const [mine, theirs] = await Promise.all([headsUpToNow(ear), headsUpToNow(mouth)]);
    await remove(ear, sent.id, 'me');
    expect((await noor.ask('DELETE', `/api/chat/${id}/messages/${sent.id}?for=me`)).status).toBe(200);
    await ear.hears(serverEvents.selfUpdated);
    expect(ear.heard(serverEvents.selfUpdated)).toHaveLength(1);
    expect((await ear.ask(clientEvents.syncHeads, { after: mine })).items).toMatchObject([{ unread: 0 }]);
    expect((await mouth.ask(clientEvents.syncHeads, { after: theirs })).items).toEqual([]);
    expect(mira.id).not.toBe(noor.id);
  });
});
