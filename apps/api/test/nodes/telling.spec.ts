import { type Conversation, clientEvents, serverEvents } from '@parley/contracts';
import type { Person, PersonSocket } from '../person';
import { Nodes } from './nodes';
import { ways } from './ways';

describe.each(ways)('two nodes on one database, by %s', (way) => {
  const nodes = new Nodes();
  beforeAll(() => nodes.start(way));
  afterAll(() => nodes.close());

  let owner: Person;
  let member: Person;
  let id: string;
  /** On this node, and on the other. */
  let mouth: PersonSocket;
  let ear: PersonSocket;
  beforeEach(async () => {
    [owner, member] = await Promise.all([nodes.crowd.join(), nodes.crowd.join()]);
    const body = { kind: 'group', name: 'Fleet', history: 'joined', memberIds: [member.id] };
    id = ((await owner.ask('POST', '/api/chat', body)).body as Conversation).id;
    [mouth, ear] = await Promise.all([owner.connect(), nodes.connectThere(member)]);
  });
  afterEach(() => nodes.crowd.leave());

  it('tell of messages sent, edited, reacted to and deleted, each rev once and in order', async () => {
    const sent = await mouth.send(id, 'ahoy');
    expect(await ear.hears(serverEvents.messageReceived)).toEqual(sent);
    const { id: messageId } = sent;
    const acts = [
      () => mouth.ask(clientEvents.messageEdit, { messageId, text: 'ahoy there' }),
      () => mouth.ask(clientEvents.messageReact, { messageId, emoji: '⚓', on: true }),
      () => mouth.ask(clientEvents.messageDelete, { messageId, for: 'everyone' }),
    ];
    for (const [index, act] of acts.entries()) {
      const changed = await act();
      expect(await ear.hears(serverEvents.messageUpdated, index + 1)).toEqual(changed);
    }
    expect(ear.heard(serverEvents.messageReceived)).toHaveLength(1);
  });

  it('bring the whole of a large text to who looks at the other', async () => {
    const reader = await member.connect({ url: nodes.there, texts: true });
    await reader.ask(clientEvents.conversationJoin, { conversationId: id });
    const text = 'word '.repeat(2_000);
    const { id: messageId } = await mouth.send(id, text);
    const whole = { conversationId: id, messageId, text, editedAt: null };
    expect(await reader.hears(serverEvents.messageText)).toEqual(whole);
  });

  it('tell many messages, from both, each once and in order', async () => {
    const other = await nodes.connectThere(member);
    const count = 60;
    for (let n = 0; n < count; n += 10) {
      await Promise.all(Array.from({ length: 10 }, (_, k) => (k % 3 ? mouth : other).send(id, `${n + k}`)));
    }
    await ear.hears(serverEvents.messageReceived, count);
    const seqs = ear.heard(serverEvents.messageReceived).map(({ seq }) => seq);
    expect([...seqs].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, n) => n + 1));
    expect(ear.heard(serverEvents.messageUpdated)).toEqual([]);
  });

  it('tell of receipts, and each device of what is its own', async () => {
    const { seq } = await mouth.send(id, 'read this');
    await ear.hears(serverEvents.messageReceived);
    const device = await owner.connect({ url: nodes.there });
    await ear.ask(clientEvents.messageRead, { conversationId: id, seq });
    expect(await mouth.hears(serverEvents.receiptUpdated)).toMatchObject({ userId: member.id, readSeq: seq });
    await owner.ask('PUT', `/api/chat/${id}/draft`, { text: 'half a' });
    expect(await device.hears(serverEvents.selfUpdated)).toMatchObject({ type: 'draft', data: { text: 'half a' } });
    expect(device.heard(serverEvents.selfUpdated)).toHaveLength(1);
  });

  it('take somebody in on the other node, and out of it', async () => {
    const guest = await nodes.crowd.join();
    const window = await nodes.connectThere(guest);
    const before = await mouth.send(id, 'before you came');
    await owner.ask('POST', `/api/chat/${id}/members`, { userIds: [guest.id] });
    await window.hears(serverEvents.selfUpdated);
    const after = await mouth.send(id, 'after you came');
    expect(await window.hears(serverEvents.messageReceived)).toEqual(after);
    await mouth.ask(clientEvents.messageEdit, { messageId: before.id, text: 'still before' });
    await ear.hears(serverEvents.messageUpdated);
    await owner.ask('DELETE', `/api/chat/${id}/members/${guest.id}`);
    await window.hears(serverEvents.selfUpdated, 2);
    const told = window.told.length;
    await mouth.send(id, 'after you left');
    await ear.hears(serverEvents.messageReceived, 3);
    expect(window.told).toHaveLength(told);
    expect(JSON.stringify(window.told)).not.toContain('before');
  });

  it('tell somebody who comes to the other node first of all that was said since', async () => {
    const guest = await nodes.crowd.join();
    const window = await nodes.connectThere(guest);
    const body = { kind: 'group', name: 'Harbour', history: 'joined' };
    const there = ((await owner.ask('POST', '/api/chat', body)).body as Conversation).id;
    await mouth.send(there, 'before you came');
    await owner.ask('POST', `/api/chat/${there}/members`, { userIds: [guest.id] });
    const sent = [await mouth.send(there, 'one'), await mouth.send(there, 'two'), await mouth.send(there, 'three')];
    await window.hears(serverEvents.messageReceived, sent.length);
    expect(window.heard(serverEvents.messageReceived)).toEqual(sent);
    expect(window.heard(serverEvents.conversationUpdated)).toHaveLength(1);
  });

  it('tell of a new name, and of people', async () => {
    await owner.ask('PATCH', `/api/chat/${id}`, { name: 'Harbour' });
    const fields = { type: 'fields', fields: expect.objectContaining({ name: 'Harbour', memberCount: 2 }) };
    expect(await ear.hears(serverEvents.conversationUpdated)).toMatchObject({ conversationId: id, change: fields });
    const guest = await nodes.crowd.join();
    await owner.ask('POST', `/api/chat/${id}/members`, { userIds: [guest.id] });
    const members = [expect.objectContaining({ userId: guest.id, left: false })];
    expect(await ear.hears(serverEvents.conversationUpdated, 2)).toMatchObject({ change: { members, memberCount: 3 } });
  });

  it('open a conversation for who is connected to the other one', async () => {
    const created = await nodes.crowd.join();
    const direct = await created.openDirect(member);
    await ear.hears(serverEvents.selfUpdated);
    const sent = await (await created.connect()).send(direct.id, 'hello');
    expect(await ear.hears(serverEvents.messageReceived)).toEqual(sent);
  });
});
