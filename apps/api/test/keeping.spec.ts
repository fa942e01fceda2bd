import {
  type Message,
  type Page,
  type SavedMessage,
  type SelfAnswer,
  clientEvents,
  limits,
  serverEvents,
} from '@parley/contracts';
import { randomUUID } from 'node:crypto';
import { messageAt, remove, talk, windowed } from './acting';
import { add, leave } from './conversations/place';
import { Crowd } from './crowd';
import type { Person, PersonSocket } from './person';
import { type TestServer, startServer } from './server';
import { sqlOn } from './sql';

let server: TestServer;
const crowd = new Crowd(() => server.url);
const sql = sqlOn(() => server);
beforeAll(async () => (server = await startServer({ RATE_LIMIT_FACTOR: '1000' })));
afterAll(() => server.close());
afterEach(() => crowd.leave());

const pin = (socket: PersonSocket, messageId: string, on = true) =>
  socket.ask(clientEvents.messagePin, { messageId, on });
const pinsOf = async (person: Person, id: string) => (await person.get<Page<Message>>(`/api/chat/${id}/pins`)).items;
const seqsOf = (messages: Message[]) => messages.map(({ seq }) => seq);

describe('pinning', () => {
  it('is one rev and one event, says who and when, and is the same afterwards', async () => {
    const { mira, noor, id, mouth, ear } = await talk(crowd);
    const sent = await mouth.send(id, 'the address');
    const pinned = await pin(ear, sent.id);
    expect(pinned).toMatchObject({ rev: sent.rev + 1, pinned: { by: noor.id, rev: sent.rev + 1 } });
    expect(await mouth.hears(serverEvents.messageUpdated)).toEqual(pinned);
    expect(await messageAt(mira, id, 1)).toEqual(pinned);
    expect(await pinsOf(mira, id)).toEqual([pinned]);
    const changed = await mouth.ask(clientEvents.syncChanges, { conversationId: id, after: sent.rev });
    expect(changed).toMatchObject({ messages: [pinned], rev: pinned.rev });
    // Again is no change, by whichever edge.
    expect(await pin(mouth, sent.id)).toEqual(pinned);
    expect((await mira.ask('PUT', `/api/chat/${id}/messages/${sent.id}/pin`)).body).toEqual(pinned);
    const loose = (await mira.ask('DELETE', `/api/chat/${id}/messages/${sent.id}/pin`)).body as Message;
    expect(loose).toMatchObject({ rev: sent.rev + 2, pinned: null });
    expect(await ear.hears(serverEvents.messageUpdated)).toEqual(loose);
    expect(await pinsOf(noor, id)).toEqual([]);
  });

  it('has the latest first, twenty at most, and two at once for the last place are one', async () => {
    const { mira, id, mouth, ear } = await talk(crowd);
    const sent: Message[] = [];
    for (let n = 0; n <= limits.pins; n += 1) sent.push(await mouth.send(id, `line ${n}`));
    const [first, ...others] = sent.toReversed();
    for (const { id: messageId } of others.slice(1)) await pin(mouth, messageId);
    const outcomes = await Promise.allSettled([pin(mouth, first?.id ?? ''), pin(ear, others[0]?.id ?? '')]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'pins.too_many', details: { limit: limits.pins } },
    });
    const pins = await pinsOf(mira, id);
    expect(pins).toHaveLength(limits.pins);
    expect(seqsOf(pins).slice(1)).toEqual(seqsOf(others.slice(1)).toReversed());
    await pin(mouth, pins[0]?.id ?? '', false);
    expect(await pin(mouth, pins[0]?.id ?? '')).toMatchObject({ pinned: { by: mira.id } });
  });

  it('ends with the message: for everyone when it is deleted, for me when I hide it', async () => {
    const { mira, noor, id, mouth, ear } = await talk(crowd);
    const [one, two] = [await mouth.send(id, 'one'), await mouth.send(id, 'two')];
    await pin(mouth, one.id);
    await pin(mouth, two.id);
    await remove(ear, two.id, 'me');
    expect([seqsOf(await pinsOf(noor, id)), seqsOf(await pinsOf(mira, id))]).toEqual([[1], [2, 1]]);
    expect(await remove(mouth, one.id, 'everyone')).toMatchObject({ pinned: null });
    expect([seqsOf(await pinsOf(noor, id)), seqsOf(await pinsOf(mira, id))]).toEqual([[], [2]]);
    await expect(pin(mouth, one.id)).rejects.toMatchObject({ code: 'message.deleted' });
    await expect(pin(ear, two.id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('shows a member with a window nothing older', async () => {
    const { id, mouth, ear, window, young, old, before, after } = await windowed(crowd);
    const [first] = before;
    const pinned = await pin(mouth, first?.id ?? '');
    const recent = await pin(mouth, after.id);
    expect(await ear.hears(serverEvents.messageUpdated)).toEqual(pinned);
    expect(await window.hears(serverEvents.conversationUpdated)).toMatchObject({ rev: pinned.rev, change: null });
    expect(await window.hears(serverEvents.messageUpdated)).toEqual(recent);
    expect([await pinsOf(young, id), seqsOf(await pinsOf(old, id))]).toEqual([[recent], [3, 1]]);
    await expect(pin(window, first?.id ?? '')).rejects.toMatchObject({ code: 'not_found' });
    expect(JSON.stringify(window.told)).not.toContain('"text":"one"');
  });

  it.each([
    ['no message', () => ({ on: true })],
    ['no answer to whether', () => ({ messageId: randomUUID() })],
    ['a word for it', () => ({ messageId: randomUUID(), on: 'true' })],
    ['an id that is none', () => ({ messageId: '__proto__', on: true })],
    ['who pins', () => ({ messageId: randomUUID(), on: true, by: randomUUID() })],
    ['nothing', () => null],
    ['bytes', () => Buffer.from('pin')],
  ])('refuses %s', async (_, payload) => {
    const { mouth } = await talk(crowd);
    expect(await mouth.emit(clientEvents.messagePin, payload())).toMatchObject({
      ok: false,
      error: { code: 'validation.failed' },
    });
  });
});

describe('saving for later', () => {
  const save = (person: Person, messageId: string) => person.ask('PUT', `/api/users/me/saved/${messageId}`);
  const savedBy = async (person: Person, query = '') => person.get<Page<SavedMessage>>(`/api/users/me/saved${query}`);
  const textsOf = async (person: Person) => (await savedBy(person)).items.map(({ message }) => message.text);

  it('is told to all my devices and to nobody else, and a fresh one learns it', async () => {
    const { noor, id, mouth, ear } = await talk(crowd);
    const second = await noor.connect();
    const { id: messageId, seq } = await mouth.send(id, 'read me later');
    const { selfRev: before } = await ear.ask(clientEvents.syncSelf, {});
    expect((await save(noor, messageId)).status).toBe(204);
    const told = await second.hears(serverEvents.selfUpdated);
    const data = { conversationId: id, messageId, seq, savedAt: expect.any(String) as string };
    expect(told).toEqual({ selfRev: before + 1, type: 'saved', data });
    expect(await ear.hears(serverEvents.selfUpdated)).toEqual(told);
    const { items } = await savedBy(noor);
    const { savedAt } = told.data as { savedAt: string };
    expect(items).toMatchObject([{ selfRev: before + 1, savedAt, message: { id: messageId, text: 'read me later' } }]);
    const answer: SelfAnswer = await noor.get('/api/sync/self?after=0');
    expect(answer.changes).toContainEqual(told);
    // Again changes nothing; taken back, it is told once.
    await save(noor, messageId);
    expect((await noor.ask('DELETE', `/api/users/me/saved/${messageId}`)).status).toBe(204);
    expect(await second.hears(serverEvents.selfUpdated, 2)).toEqual({
      selfRev: before + 2,
      type: 'saved',
      data: { ...data, savedAt: null },
    });
    expect((await noor.ask('DELETE', `/api/users/me/saved/${messageId}`)).status).toBe(204);
    expect([await textsOf(noor), (await noor.get<SelfAnswer>('/api/sync/self')).selfRev]).toEqual([[], before + 2]);
    // That one had joined may be told again, and late.
    expect(mouth.heard(serverEvents.selfUpdated).filter(({ type }) => type !== 'membership')).toEqual([]);
  });

  it('has the latest first, in pages, as each message is now', async () => {
    const { mira, id, mouth } = await talk(crowd);
    for (const text of ['one', 'two', 'three']) await save(mira, (await mouth.send(id, text)).id);
    const first = await savedBy(mira, '?limit=2');
    await mouth.ask(clientEvents.messageEdit, { messageId: first.items[0]?.message.id ?? '', text: 'drei' });
    const rest = await savedBy(mira, `?limit=2&cursor=${first.nextCursor}`);
    expect([rest.items.map(({ message }) => message.text), rest.nextCursor]).toEqual([['one'], null]);
    expect(await textsOf(mira)).toEqual(['drei', 'two', 'one']);
    expect((await mira.ask('GET', '/api/users/me/saved?cursor=bm8')).status).toBe(400);
  });

  it('loses what is deleted, for everyone or for me', async () => {
    const { mira, noor, id, mouth, ear } = await talk(crowd);
    const [one, two, three] = [await mouth.send(id, '1'), await mouth.send(id, '2'), await mouth.send(id, '3')];
    for (const person of [mira, noor]) for (const { id: messageId } of [one, two, three]) await save(person, messageId);
    await remove(mouth, one.id, 'everyone');
    await remove(ear, two.id, 'me');
    expect([await textsOf(mira), await textsOf(noor)]).toEqual([['3', '2'], ['3']]);
    expect([(await save(mira, one.id)).status, (await save(noor, two.id)).status]).toEqual([409, 404]);
    expect(await sql('SELECT count(*)::int AS rows FROM saved_messages WHERE message_id = $1', [one.id])).toEqual([
      { rows: 0 },
    ]);
  });

  it('shows nothing of a conversation that was left, nor of what lies before a window', async () => {
    const { id, owner, old, young, before, after } = await windowed(crowd);
    expect((await save(young, before[0]?.id ?? '')).status).toBe(404);
    await save(old, before[0]?.id ?? '');
    await save(old, after.id);
    expect(await textsOf(old)).toEqual(['three', 'one']);
    await leave(old, id);
    expect(await textsOf(old)).toEqual([]);
    // Come back, they see what a newcomer sees.
    await add(owner, id, old);
    expect(await textsOf(old)).toEqual([]);
    expect((await old.ask('DELETE', `/api/users/me/saved/${after.id}`)).status).toBe(204);
  });

  it('is bounded', async () => {
    const { mira, id, mouth } = await talk(crowd);
    const { id: messageId } = await mouth.send(id, 'one too many');
    await sql(
      `WITH made AS (
         INSERT INTO messages (id, conversation_id, seq, rev, sender_id, client_id, text, text_length)
         SELECT gen_random_uuid(), $1, 1000 + n, 1000 + n, $2, gen_random_uuid(), 'x', 1 FROM generate_series(1, $3::int) n
         RETURNING id, seq)
       INSERT INTO saved_messages (user_id, message_id, self_rev) SELECT $2, id, seq * 1000 FROM made`,
      [id, mira.id, limits.savedMax],
    );
    expect(await save(mira, messageId)).toMatchObject({ status: 409, body: { code: 'saved.too_many' } });
    expect((await savedBy(mira, '?limit=1')).items[0]?.message.text).toBe('x');
  });
});
