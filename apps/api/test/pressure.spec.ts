import { type HttpError, clientEvents, serverEvents } from '@parley/contracts';
import { randomUUID } from 'node:crypto';
import { Committed } from '../src/realtime';
import { Crowd } from './crowd';
import { request } from './person';
import { type TestServer, startServer } from './server';
import { withoutSweep } from './without-sweep';

let server: TestServer;
const crowd = new Crowd(() => server.url);
beforeAll(async () => (server = await startServer()));
afterAll(() => server.close());
afterEach(() => crowd.leave());

const wide = (keys: number) => Object.fromEntries(Array.from({ length: keys }, (_, n) => [`k${n}`, 1]));

describe('a request of very many fields', () => {
  it('is refused in few words, before anybody is signed in', async () => {
    const answer = await request(server.url, 'POST', '/api/auth/login', { body: wide(20_000) });
    expect([answer.status, (answer.body as HttpError).code]).toEqual([400, 'validation.failed']);
    expect(JSON.stringify(answer.body).length).toBeLessThan(2_000);
  });

  it.each([
    ['wide', () => wide(60_000)],
    ['wide below', () => ({ text: wide(60_000) })],
    ['long', () => ({ text: Array.from({ length: 60_000 }, () => 1) })],
    ['long lists of lists', () => ({ text: Array.from({ length: 100 }, () => Array.from({ length: 100 }, () => 1)) })],
  ])('is refused on the socket in a small answer: %s', async (_, payload) => {
    const { mira } = await crowd.pair();
    const mouth = await mira.connect();
    const answer = await mouth.emit(clientEvents.messageSend, payload());
    expect(answer).toMatchObject({ ok: false, error: { code: 'validation.failed' } });
    expect(JSON.stringify(answer).length).toBeLessThan(2_000);
  });
});

describe('a reader who scrolls very fast', () => {
  it('is answered, and others send meanwhile', async () => {
    const { mira, noor, id } = await crowd.pair();
    const [mouth, ear] = await Promise.all([mira.connect(), noor.connect()]);
    for (let n = 0; n < 10; n += 1) await mouth.send(id, `line ${n}`);
    const reads = Array.from({ length: 900 }, (_, n) =>
      ear.ask(clientEvents.messageRead, { conversationId: id, seq: n % 11 }),
    );
    const sends = Array.from({ length: 20 }, (_, n) => mouth.send(id, `meanwhile ${n}`));
    expect((await Promise.all(sends)).map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, n) => n + 11));
    const answers = await Promise.all(reads);
    expect(answers.every(({ readSeq }, index) => readSeq >= index % 11)).toBe(true);
    expect(ear.heard(serverEvents.selfUpdated).length).toBeLessThan(20);
  });
});

describe('a commit whose answer was lost', () => {
  it('is told when its sender tries again, once', async () => {
    const { mira, noor, id } = await crowd.pair();
    const [mouth, ear] = await Promise.all([mira.connect(), noor.connect()]);
    const { SendRepository } = await import('../src/modules/messages/sending/send.repository');
    const sends = server.app.get(SendRepository, { strict: false });
    // It would find what was committed, and tell it before its sender tries again.
    const sweep = withoutSweep(server.app.get(Committed));
    const commit = sends.commit.bind(sends);
    const cut = jest.spyOn(sends, 'commit').mockImplementationOnce(async (drafts) => {
      await commit(drafts);
      throw Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
    });
    const clientId = randomUUID();
    await expect(mouth.send(id, 'did it go?', clientId)).rejects.toMatchObject({ code: 'unavailable' });
    cut.mockRestore();
    expect(ear.heard(serverEvents.messageReceived)).toEqual([]);
    const sent = await mouth.send(id, 'did it go?', clientId);
    await mouth.send(id, 'did it go?', clientId);
    expect(await ear.hears(serverEvents.messageReceived)).toEqual(sent);
    await mouth.send(id, 'next');
    await ear.hears(serverEvents.messageReceived, 2);
    expect(ear.heard(serverEvents.messageReceived).map(({ seq }) => seq)).toEqual([1, 2]);
    sweep.mockRestore();
  });
});

describe('a conversation that somebody else holds', () => {
  const lock = async (id: string) => {
    const { Client } = await import('pg');
    const holder = new Client({ connectionString: server.databaseUrl });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM conversations WHERE id = $1 FOR UPDATE', [id]);
    return () => holder.end();
  };

  it('holds up no other, is refused in time, and takes the retry, once', async () => {
    const mira = await crowd.join();
    const friends = await Promise.all(Array.from({ length: 12 }, () => crowd.join()));
    const rooms = await Promise.all(friends.map(async (friend) => (await mira.openDirect(friend)).id));
    const [held = '', ...others] = rooms;
    const mouth = await mira.connect();
    const ear = await (friends[0] ?? mira).connect();
    const first = await mouth.send(held, 'hello');
    const release = await lock(held);
    const clientId = randomUUID();
    const gaveUp = new Promise<string>((resolve) => setTimeout(resolve, 20_000, 'silence').unref());
    try {
      const outcome = (asked: Promise<unknown>) =>
        asked.then(
          () => 'done',
          (error: unknown) => (error as { code?: string }).code,
        );
      const edit = { messageId: first.id, text: 'hello!' };
      // Twins wait for each other, and each is answered in time all the same.
      const refused = Promise.all([
        ...Array.from({ length: 8 }, () => outcome(mouth.send(held, 'are you there?', clientId))),
        outcome(mouth.ask(clientEvents.messageEdit, edit)),
      ]);
      const sends = await Promise.all(
        Array.from({ length: 5 }, (_, n) => others.map((id) => mouth.send(id, `${n}`))).flat(),
      );
      expect(sends).toHaveLength(55);
      // So long as the lock is held: nobody answered because it was let go.
      expect(await Promise.race([refused, gaveUp])).toEqual(Array(9).fill('unavailable'));
      await expect(mouth.ask(clientEvents.messageRead, { conversationId: held, seq: 0 })).resolves.toBeDefined();
    } finally {
      await release();
    }
    const sent = await mouth.send(held, 'are you there?', clientId);
    expect(await mouth.send(held, 'are you there?', clientId)).toEqual(sent);
    const next = await mouth.send(held, 'good');
    await ear.hears(serverEvents.messageReceived, 3);
    expect(ear.heard(serverEvents.messageReceived).map(({ seq }) => seq)).toEqual([1, sent.seq, next.seq]);
    expect([sent.seq, next.seq]).toEqual([2, 3]);
  });

  it('keeps the order of what waits for it', async () => {
    const { mira, id } = await crowd.pair();
    const mouth = await mira.connect();
    const release = await lock(id);
    const sends = Array.from({ length: 20 }, (_, n) => mouth.send(id, `${n}`));
    await mouth.ask(clientEvents.syncHeads, {});
    sends.push(...Array.from({ length: 20 }, (_, n) => mouth.send(id, `${n + 20}`)));
    await mouth.ask(clientEvents.syncHeads, {});
    await release();
    const all = await Promise.all(sends);
    expect(all.map(({ seq, text }) => `${seq} ${text}`)).toEqual(all.map((_, n) => `${n + 1} ${n}`));
  });
});

describe('a stop while a commit waits', () => {
  it('answers it first, and refuses what comes later', async () => {
    const own = await startServer();
    const guests = new Crowd(() => own.url);
    try {
      const { mira, id } = await guests.pair();
      const mouth = await mira.connect();
      const { Database } = await import('../src/platform/database');
      const { UnderWay } = await import('../src/realtime');
      const holder = await own.app.get(Database).pool.connect();
      await holder.query('BEGIN');
      await holder.query('SELECT 1 FROM conversations WHERE id = $1 FOR UPDATE', [id]);
      const waiting = mouth.send(id, 'in time');
      await mouth.ask(clientEvents.syncHeads, {});
      const finished = own.app.get(UnderWay).finish(20_000);
      await expect(mouth.send(id, 'too late')).rejects.toMatchObject({ code: 'unavailable' });
      await holder.query('ROLLBACK');
      holder.release();
      await finished;
      expect(await waiting).toMatchObject({ seq: 1, text: 'in time' });
    } finally {
      guests.leave();
      await own.close();
    }
  });
});
