import { type Message, clientEvents } from '@parley/contracts';
import { createHash, randomUUID } from 'node:crypto';
import { Crowd } from './crowd';
import { history } from './person';
import { freePort } from './process/server-process';
import { type TestServer, startServer } from './server';
import { sqlOn } from './sql';

let server: TestServer;
const crowd = new Crowd(() => server.url);
const sql = sqlOn(() => server);

beforeAll(async () => {
  // Nobody answers there: what a MongoDB is that has gone.
  server = await startServer({ MONGODB_URL: `mongodb://user:canary@127.0.0.1:${await freePort()}/parley` });
});
afterAll(() => server.close());
afterEach(() => crowd.leave());

const large = (mark: string) => `${mark} ${'long '.repeat(1_000)}`;
const away = { code: 'body_store.unavailable' };

describe('while the body store is away', () => {
  it('the server runs, short messages are sent, long ones are refused with the reason, and previews are read', async () => {
    const { mira, noor, id } = await crowd.pair();
    const mouth = await mira.connect();
    const short = await mouth.send(id, 'short');
    const clientId = randomUUID();
    const refused = await mouth.emit(clientEvents.messageSend, { conversationId: id, clientId, text: large('a') });
    expect(refused).toMatchObject({ ok: false, error: away });
    expect(JSON.stringify(refused)).not.toContain('canary');
    expect(await mira.ask('PATCH', `/api/chat/${id}/messages/${short.id}`, { text: large('b') })).toMatchObject({
      status: 503,
      body: away,
    });
    // One that was sent while the store was there.
    const hash = createHash('sha256').update(large('c')).digest('hex');
    const early = await mouth.send(id, 'long, once');
    await sql(`UPDATE messages SET body_hash = $1 WHERE id = $2`, [hash, early.id]);
    expect((await history(noor, id)).items).toMatchObject([{ text: 'long, once', large: true }, { text: 'short' }]);
    const place = `/api/chat/${id}/messages/${early.id}`;
    expect(await noor.ask('GET', place)).toMatchObject({ status: 503, body: away });
    expect(await noor.ask('GET', `/api/chat/${id}/bodies?ids=${early.id}`)).toMatchObject({ status: 503, body: away });
    expect((await noor.ask('GET', `/api/chat/${id}/messages/${short.id}`)).status).toBe(200);
    // A retry of what was sent is answered, store or not.
    const sent = { clientId: early.clientId, text: large('c') };
    const again = await mira.ask('POST', `/api/chat/${id}/messages`, sent);
    expect([again.status, (again.body as Message).id]).toEqual([200, early.id]);
    // It is deleted all the same, and its body goes when the store is back.
    expect((await mira.ask('DELETE', `${place}?for=everyone`)).status).toBe(200);
  });
});

describe('orphans', () => {
  it('a twin that is being sent while its body is collected keeps it', async () => {
    const { BodyStore } = await import('../src/modules/messages/body-store/body-store.port');
    const { PostgresBodyStore } = await import('../src/modules/messages/body-store/body-store.postgres');
    const { OrphanCollector } = await import('../src/modules/messages/body-store/orphans.worker');
    const { BodyWalk } = await import('../src/modules/messages/body-store/body-walk.repository');
    const { BodyReferences } = await import('../src/modules/messages/body-store/body-references.repository');
    const { Database } = await import('../src/platform/database');
    const { Log } = await import('../src/platform/logging');
    expect(server.app.get(BodyStore)).toBeDefined();
    const store = new PostgresBodyStore(server.app.get(Database));
    const references = server.app.get(BodyReferences);
    const collector = new OrphanCollector(store, references, server.app.get(BodyWalk), server.app.get(Log));
    /** Five minutes later. */
    const walk = async () => {
      await sql(`DELETE FROM settings WHERE key = 'bodies.walk'`);
      await collector.stretch(new AbortController().signal);
      return (await store.get([never.hash, twin.hash])).size;
    };
    const { mira, id } = await crowd.pair();
    const message = await (await mira.connect()).send(id, 'refers to it soon');
    const commit = (hash: string) => sql('UPDATE messages SET body_hash = $1 WHERE id = $2', [hash, message.id]);
    const [never, twin] = ['never committed', 'sent again'].map((text) => ({
      text,
      hash: createHash('sha256').update(text).digest('hex'),
    })) as [{ text: string; hash: string }, { text: string; hash: string }];
    await store.put(never.hash, never.text);
    await store.put(twin.hash, twin.text);
    // Young ones are left alone.
    expect(await walk()).toBe(2);
    await sql(`UPDATE bodies SET used_at = now() - interval '2 hours'`);
    // The twin comes right when the collector has found that nobody refers to either, and commits before it removes them.
    const among = references.among.bind(references);
    jest.spyOn(references, 'among').mockImplementationOnce(async (hashes) => {
      const referred = await among(hashes);
      expect(referred.size).toBe(0);
      await store.put(twin.hash, twin.text);
      await commit(twin.hash);
      return referred;
    });
    expect(await walk()).toBe(1);
    expect(await store.get([never.hash, twin.hash])).toEqual(new Map([[twin.hash, twin.text]]));
    // And as long as somebody refers to it, it stays, however old.
    await sql(`UPDATE bodies SET used_at = now() - interval '2 years'`);
    expect(await walk()).toBe(1);
  });

  it('are walked through by one node at a time, which goes on where the last one stopped', async () => {
    const { BodyWalk } = await import('../src/modules/messages/body-store/body-walk.repository');
    const { Database } = await import('../src/platform/database');
    const nodes = Array.from({ length: 4 }, () => new BodyWalk(server.app.get(Database)));
    const take = async (everyMs: number) => {
      const taken = await Promise.all(nodes.map((node) => node.take(everyMs)));
      return taken.filter((after) => after !== undefined);
    };
    await sql(`DELETE FROM settings WHERE key = 'bodies.walk'`);
    expect(await take(300_000)).toEqual(['']);
    await nodes[0]?.reached('abc');
    expect(await take(300_000)).toEqual([]);
    await sql(`UPDATE settings SET value = jsonb_set(value::jsonb, '{at}', '0')::text WHERE key = 'bodies.walk'`);
    expect(await take(300_000)).toEqual(['abc']);
  });
});
