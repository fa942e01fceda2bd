import { type Conversation, clientEvents, serverEvents } from '@parley/contracts';
import { randomUUID } from 'node:crypto';
import { Crowd } from './crowd';
import type { PersonSocket } from './person';
import { type TestServer, startServer } from './server';

let server: TestServer;
const crowd = new Crowd(() => server.url);
beforeAll(async () => (server = await startServer()));
afterAll(() => server.close());
afterEach(() => crowd.leave());

async function three() {
  const [mira, noor, theo] = await Promise.all([crowd.join(), crowd.join(), crowd.join()]);
  const body = { kind: 'group', name: 'Fleet', memberIds: [noor.id, theo.id] };
  const { id: conversationId } = (await mira.ask('POST', '/api/chat', body)).body as Conversation;
  const [hand, eye, back] = await Promise.all([mira.connect(), noor.connect(), theo.connect()]);
  await eye.ask(clientEvents.conversationJoin, { conversationId });
  return { mira, noor, theo, conversationId, hand, eye, back, look: { conversationId, userId: mira.id } };
}

describe('typing', () => {
  it('is told once to those who look, and to nobody else', async () => {
    const { mira, conversationId, hand, eye, back, look } = await three();
    const phone = await mira.connect();
    await phone.ask(clientEvents.conversationJoin, { conversationId });
    for (let n = 0; n < 5; n += 1) {
      expect(await hand.ask(clientEvents.typingStart, { conversationId })).toEqual(look);
    }
    expect(await eye.hears(serverEvents.userTyping)).toEqual(look);
    await hand.ask(clientEvents.typingStop, { conversationId });
    expect(await eye.hears(serverEvents.userStoppedTyping)).toEqual(look);
    expect(eye.heard(serverEvents.userTyping)).toHaveLength(1);
    for (const socket of [hand, phone, back]) {
      expect(socket.told.filter(({ event }) => event.includes('typing'))).toEqual([]);
    }
  });

  it('is over by itself', async () => {
    const { conversationId, hand, eye, look } = await three();
    await hand.ask(clientEvents.typingStart, { conversationId });
    await eye.hears(serverEvents.userTyping);
    hand.socket.disconnect();
    expect(await eye.hears(serverEvents.userStoppedTyping)).toEqual(look);
  });

  it('is for those who may write, and for nobody while nobody may', async () => {
    const { mira, theo, conversationId, hand, eye, back } = await three();
    await mira.ask('PATCH', `/api/chat/${conversationId}/members/${theo.id}`, { role: 'read_only' });
    const forbidden = { ok: false, error: { code: 'forbidden' } };
    const start = (socket: PersonSocket) => socket.emit(clientEvents.typingStart, { conversationId });
    expect(await start(back)).toMatchObject(forbidden);
    const change = (fields: object) => mira.ask('PATCH', `/api/chat/${conversationId}`, fields);
    await change({ announcement: true });
    expect(await start(eye)).toMatchObject(forbidden);
    await change({ archived: true });
    expect(await start(hand)).toMatchObject(forbidden);
    await change({ archived: false });
    expect(await start(hand)).toMatchObject({ ok: true });
    await eye.hears(serverEvents.userTyping);
    expect(eye.heard(serverEvents.userTyping)).toEqual([{ conversationId, userId: mira.id }]);
  });

  it('is not for strangers, who learn nothing by it', async () => {
    const { conversationId, eye } = await three();
    const outside = await (await crowd.join()).connect();
    for (const event of [clientEvents.typingStart, clientEvents.typingStop]) {
      const refused = await outside.emit(event, { conversationId });
      expect(refused).toEqual(await outside.emit(event, { conversationId: randomUUID() }));
      expect(refused).toMatchObject({ ok: false, error: { code: 'not_found' } });
      expect(await outside.emit(event, { conversationId, userId: randomUUID() })).toMatchObject({
        error: { code: 'validation.failed' },
      });
    }
    expect(eye.heard(serverEvents.userTyping)).toEqual([]);
  });
});
