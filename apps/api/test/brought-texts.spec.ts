import { type Message, type MessageBodies, clientEvents, limits, serverEvents } from '@parley/contracts';
import { randomUUID } from 'node:crypto';
import { hashOf } from '../src/modules/messages/body-store/large-text';
import { Audience } from '../src/realtime/audience';
import { SlowReaders } from '../src/realtime/pressure/slow-readers';
import { Publisher } from '../src/realtime/publisher';
import { create } from './conversations/place';
import { Crowd } from './crowd';
import { eventually } from './eventually';
import type { Person, PersonSocket } from './person';
import { type TestServer, startServer } from './server';

let server: TestServer;
const crowd = new Crowd(() => server.url);
beforeAll(async () => (server = await startServer({ RATE_LIMIT_FACTOR: '1000' })));
afterAll(() => server.close());
afterEach(() => crowd.leave());

const large = (mark: string) => `${mark} ${'word '.repeat(5_000)}`;
const textsOf = (socket: PersonSocket) => socket.heard(serverEvents.messageText);

/** Looks at a conversation and wishes whole texts, as `libs/client` does. */
async function reader(person: Person, conversationId: string, texts: unknown = true): Promise<PersonSocket> {
  const socket = await person.connect({ texts });
  await socket.ask(clientEvents.conversationJoin, { conversationId });
  return socket;
}

/** Says something short there, and waits until it was heard: what would come before it has come. */
async function after(mouth: PersonSocket, id: string, ears: PersonSocket[]): Promise<void> {
  const { id: last } = await mouth.send(id, 'that was it');
  for (const ear of ears) {
    await eventually(async () => expect(ear.heard(serverEvents.messageReceived).at(-1)?.id).toBe(last));
  }
}

describe('the whole text of a large message', () => {
  it('comes by itself to who looks and wishes it, and to nobody else', async () => {
    const { mira, noor, id } = await crowd.pair();
    const mouth = await mira.connect({ texts: true });
    await mouth.ask(clientEvents.conversationJoin, { conversationId: id });
    const ear = await noor.connect({ texts: true });
    expect(await ear.ask(clientEvents.conversationJoin, { conversationId: id })).toMatchObject({ texts: true });
    const [elsewhere, unasked, mistyped] = [
      await noor.connect({ texts: true }),
      await noor.connect(),
      await noor.connect({ texts: 'yes' }),
    ];
    for (const socket of [unasked, mistyped]) {
      const place = await socket.ask(clientEvents.conversationJoin, { conversationId: id });
      expect(place).not.toHaveProperty('texts');
    }
    const text = large('for those who look');
    const sent = await mouth.send(id, text);
    expect(await ear.hears(serverEvents.messageText)).toEqual({
      conversationId: id,
      messageId: sent.id,
      text,
      editedAt: null,
    });
    expect(ear.heard(serverEvents.messageReceived)).toEqual([sent]);
    await after(mouth, id, [ear, elsewhere, unasked, mistyped]);
    expect([mouth, elsewhere, unasked, mistyped].flatMap(textsOf)).toEqual([]);
    expect(textsOf(ear)).toHaveLength(1);
  });

  it('comes no more to who looks away, or was removed while they looked', async () => {
    const [mira, noor, bram] = await Promise.all([crowd.join(), crowd.join(), crowd.join()]);
    const { id } = await create(mira, { memberIds: [noor.id, bram.id] });
    const [away, removed, mouth] = [await reader(noor, id), await reader(bram, id), await mira.connect()];
    await mouth.send(id, large('both hear this'));
    await Promise.all([away, removed].map((socket) => socket.hears(serverEvents.messageText)));
    await away.ask(clientEvents.conversationLeave, { conversationId: id });
    expect((await mira.ask('DELETE', `/api/chat/${id}/members/${bram.id}`)).status).toBe(204);
    await mouth.send(id, large('neither hears this'));
    await after(mouth, id, [away]);
    expect([away, removed].map((socket) => textsOf(socket).length)).toEqual([1, 1]);
  });

  it('is asked for where it is too long to be brought, and is not brought again for what changes beside it', async () => {
    const { mira, noor, id } = await crowd.pair();
    const [ear, mouth] = [await reader(noor, id), await mira.connect()];
    const long = 'é'.repeat(limits.broughtTextBytes / 2 + 1);
    const { body } = await mira.ask('POST', `/api/chat/${id}/messages`, { clientId: randomUUID(), text: long });
    const { id: longId } = body as Message;
    const sent = await mouth.send(id, large('short enough'));
    await ear.hears(serverEvents.messageText);
    await mouth.ask(clientEvents.messageReact, { messageId: sent.id, emoji: '👍', on: true });
    await ear.hears(serverEvents.messageUpdated);
    await after(mouth, id, [ear]);
    expect(textsOf(ear).map(({ messageId }) => messageId)).toEqual([sent.id]);
    const { items } = await noor.get<MessageBodies>(`/api/chat/${id}/bodies?ids=${longId}`);
    expect(items).toEqual([{ messageId: longId, text: long, editedAt: null }]);
  });

  it('is not brought behind the word that its message was deleted', async () => {
    const { mira, noor, id } = await crowd.pair();
    const [ear, mouth] = [await reader(noor, id), await mira.connect()];
    const sent = await mouth.send(id, large('to be read once more'));
    await ear.hears(serverEvents.messageText);
    const publisher = server.app.get(Publisher, { strict: false });
    const body = hashOf(large('to be read once more'));
    const deletedAt = new Date().toISOString();
    const [gone, stands] = [randomUUID(), randomUUID()];
    const tell = (more: Partial<Message> & Pick<Message, 'id' | 'rev'>) => {
      const event = more.deletedAt ? serverEvents.messageUpdated : serverEvents.messageReceived;
      publisher.message({ event, data: { ...sent, ...more }, ...(!more.deletedAt && { body }) });
    };
    tell({ id: gone, rev: sent.rev + 1 });
    tell({ id: gone, rev: sent.rev + 2, deletedAt, text: '' });
    tell({ id: stands, rev: sent.rev + 3 });
    await ear.hears(serverEvents.messageText, 2);
    expect(ear.heard(serverEvents.messageUpdated)).toMatchObject([{ id: gone, deletedAt }]);
    expect(textsOf(ear).map(({ messageId }) => messageId)).toEqual([sent.id, stands]);
  });

  it('is kept from those with a window as long as one of them may not see its message', async () => {
    const [mira, noor, bram] = await Promise.all([crowd.join(), crowd.join(), crowd.join()]);
    const { id } = await create(mira, { memberIds: [noor.id] });
    const [whole, mouth] = [await reader(noor, id), await mira.connect()];
    const { seq } = await mouth.send(id, 'before they came');
    expect((await mira.ask('POST', `/api/chat/${id}/members`, { userIds: [bram.id] })).status).toBe(201);
    const windowed = await reader(bram, id);
    const text = { conversationId: id, messageId: randomUUID(), text: 'all of it', editedAt: null };
    const audience = server.app.get(Audience, { strict: false });
    audience.tellText(text, seq, []);
    expect(await whole.hears(serverEvents.messageText)).toEqual(text);
    await mouth.send(id, large('both see this'));
    await Promise.all([whole.hears(serverEvents.messageText, 2), windowed.hears(serverEvents.messageText)]);
    expect(textsOf(windowed).map((told) => told.text)).toEqual([large('both see this')]);
  });

  it('is not added to what waits for a slow reader already', async () => {
    const { mira, noor, id } = await crowd.pair();
    const [slow, ear, mouth] = [await reader(noor, id), await reader(noor, id), await mira.connect()];
    const { ws } = slow.socket.io.engine.transport as unknown as { ws: { pause(): void; resume(): void } };
    const [audience, readers] = [Audience, SlowReaders].map((part) => server.app.get(part, { strict: false })) as [
      Audience,
      SlowReaders,
    ];
    const first = await mouth.send(id, 'the first');
    ws.pause();
    let revs = first.rev;
    const padding = { ...first, text: 'x'.repeat(64 * 1024) };
    while (readers.waitingFor(noor.id) <= 1024 * 1024) {
      revs += 1;
      audience.tell(id, { event: 'message:updated', data: { ...padding, rev: revs } }, undefined);
      await ear.hears(serverEvents.messageUpdated, revs - first.rev);
    }
    const sent = await mouth.send(id, large('not for everybody'));
    expect(await ear.hears(serverEvents.messageText)).toMatchObject({ messageId: sent.id });
    ws.resume();
    await after(mouth, id, [slow]);
    expect(textsOf(slow)).toEqual([]);
  });

  it('is passed on whole, too', async () => {
    const { mira, noor, id } = await crowd.pair();
    const mouth = await mira.connect();
    const sent = await mouth.send(id, large('to be passed on'));
    const ear = await reader(noor, id);
    const forward = { conversationId: id, clientId: randomUUID(), text: '', forward: { messageId: sent.id } };
    const passedOn = await mouth.ask(clientEvents.messageSend, forward);
    expect(await ear.hears(serverEvents.messageText)).toMatchObject({
      messageId: passedOn.id,
      text: large('to be passed on'),
    });
  });
});
