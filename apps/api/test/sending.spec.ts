import { clientEvents, serverEvents } from '@parley/contracts';
import { randomUUID } from 'node:crypto';
import { Crowd } from './crowd';
import { history, seqs } from './person';
import { type TestServer, startServer } from './server';
import { sqlOn } from './sql';

let server: TestServer;
const crowd = new Crowd(() => server.url);
const sql = sqlOn(() => server);
beforeAll(async () => (server = await startServer()));
afterAll(() => server.close());
afterEach(() => crowd.leave());

describe('sending', () => {
  it('answers the whole message; the others and my other devices hear the same, this socket does not', async () => {
    const { mira, noor, id } = await crowd.pair();
    const [mouth, phone, ear] = await Promise.all([mira.connect(), mira.connect(), noor.connect()]);
    const clientId = randomUUID();
    const message = await mouth.send(id, 'Cutting the branch at four', clientId);
    expect(message).toEqual({
      id: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-7/),
      conversationId: id,
      seq: 1,
      rev: 2,
      clientId,
      senderId: mira.id,
      text: 'Cutting the branch at four',
      large: false,
      textLength: 26,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      editedAt: null,
      deletedAt: null,
      replyTo: null,
      quote: null,
      reactions: [],
      mentions: [],
      everyone: null,
      pinned: null,
    });
    expect(await ear.hears(serverEvents.messageReceived)).toEqual(message);
    expect(await phone.hears(serverEvents.messageReceived)).toEqual(message);
    expect((await history(noor, id)).items).toEqual([message]);
    expect(mouth.heard(serverEvents.messageReceived)).toEqual([]);
  });

  it('over HTTP means the same', async () => {
    const { mira, noor, id } = await crowd.pair();
    const ear = await noor.connect();
    const body = { clientId: randomUUID(), text: 'by post' };
    const first = await mira.ask('POST', `/api/chat/${id}/messages`, body);
    const again = await mira.ask('POST', `/api/chat/${id}/messages`, body);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toEqual(first.body);
    expect(await ear.hears(serverEvents.messageReceived)).toEqual(first.body);
  });

  it('the same client id answers the first message for ever, whatever the text and the capitals', async () => {
    const { mira, noor, id } = await crowd.pair();
    const [mouth, ear] = await Promise.all([mira.connect(), noor.connect()]);
    const clientId = randomUUID();
    const first = await mouth.send(id, 'once', clientId);
    const retries = await Promise.all(
      Array.from({ length: 50 }, (_, n) => mouth.send(id, `again ${n}`, n % 2 ? clientId.toUpperCase() : clientId)),
    );
    expect(retries).toEqual(Array(50).fill(first));
    await mouth.send(id, 'next');
    await ear.hears(serverEvents.messageReceived, 2);
    expect(ear.heard(serverEvents.messageReceived).map(({ text }) => text)).toEqual(['once', 'next']);
  });

  it('the same send a day later is still the first message', async () => {
    const { mira, id } = await crowd.pair();
    const mouth = await mira.connect();
    const clientId = randomUUID();
    const first = await mouth.send(id, 'once', clientId);
    await sql(`UPDATE messages SET created_at = created_at - interval '1 day' WHERE id = $1`, [first.id]);
    const createdAt = new Date(Date.parse(first.createdAt) - 86_400_000).toISOString();
    expect(await mouth.send(id, 'again', clientId)).toEqual({ ...first, createdAt });
  });

  it('a hundred at once with one client id make one row, though none was there before', async () => {
    const { mira, noor, id } = await crowd.pair();
    const [one, two, ear] = await Promise.all([mira.connect(), mira.connect(), noor.connect()]);
    const clientId = randomUUID();
    const all = await Promise.all(
      Array.from({ length: 100 }, (_, n) => (n % 2 ? one : two).send(id, `try ${n}`, clientId)),
    );
    expect(new Set(all.map((message) => JSON.stringify(message))).size).toBe(1);
    expect(seqs(await history(mira, id))).toEqual([1]);
    await one.send(id, 'next');
    await ear.hears(serverEvents.messageReceived, 2);
    expect(ear.heard(serverEvents.messageReceived).map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it('refuses a client id that was used in another conversation, also when both come at once', async () => {
    const { mira, id } = await crowd.pair();
    const elsewhere = (await mira.openDirect(await crowd.join())).id;
    const mouth = await mira.connect();
    const clientId = randomUUID();
    const raced = await Promise.allSettled([
      mouth.send(id, 'here', clientId),
      mouth.send(elsewhere, 'there', clientId),
    ]);
    expect(raced.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(raced.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'client_id.used' } });
    const [here, there] = await Promise.all([history(mira, id), history(mira, elsewhere)]);
    expect(here.items.length + there.items.length).toBe(1);
  });

  it('two people may use the same client id', async () => {
    const { mira, noor, id } = await crowd.pair();
    const clientId = randomUUID();
    const [one, two] = await Promise.all([mira.connect(), noor.connect()]);
    const sent = await Promise.all([one.send(id, 'mine', clientId), two.send(id, 'mine too', clientId)]);
    expect(new Set(sent.map(({ seq }) => seq))).toEqual(new Set([1, 2]));
  });

  it('keeps each socket’s order and leaves no hole under a crowd of senders', async () => {
    const { mira, noor, id } = await crowd.pair();
    const sockets = await Promise.all([mira.connect(), mira.connect(), noor.connect(), noor.connect()]);
    const ear = await noor.connect();
    const sent = await Promise.all(
      sockets.map((socket, who) => Promise.all(Array.from({ length: 100 }, (_, n) => socket.send(id, `${who} ${n}`)))),
    );
    for (const own of sent)
      expect(own.every(({ seq }, index) => index === 0 || seq > (own[index - 1]?.seq ?? 0))).toBe(true);
    expect(
      sent
        .flat()
        .map(({ seq }) => seq)
        .sort((a, b) => a - b),
    ).toEqual(Array.from({ length: 400 }, (_, n) => n + 1));
    await ear.hears(serverEvents.messageReceived, 400);
    expect(ear.heard(serverEvents.messageReceived).map(({ seq }) => seq)).toEqual(
      Array.from({ length: 400 }, (_, n) => n + 1),
    );
    expect(ear.heard(serverEvents.messageReceived).map(({ rev }) => rev)).toEqual(
      Array.from({ length: 400 }, (_, n) => n + 2),
    );
  });

  it('writes its outbox entry in the same transaction, as a hint without a body', async () => {
    const { OutboxRelay } = await import('../src/platform/broker');
    const relay = server.app.get(OutboxRelay);
    await relay.stop();
    const { mira, id } = await crowd.pair();
    const mouth = await mira.connect();
    await mouth.send(id, 'secret words');
    const { Database } = await import('../src/platform/database');
    const entries = await server.app.get(Database).prisma.outboxEntry.findMany({
      where: { topic: 'message.sent', payload: { path: ['conversationId'], equals: id } },
    });
    expect(entries.map(({ payload }) => payload)).toEqual([{ conversationId: id, rev: 2, fromSeq: 1, toSeq: 1 }]);
    relay.start();
  });

  it('a reply names a message of the same conversation', async () => {
    const { mira, id } = await crowd.pair();
    const mouth = await mira.connect();
    const first = await mouth.send(id, 'ready?');
    const reply = await mouth.ask(clientEvents.messageSend, {
      conversationId: id,
      clientId: randomUUID(),
      text: 'yes',
      replyTo: first.id,
    });
    expect(reply.replyTo).toBe(first.id);
  });
});
