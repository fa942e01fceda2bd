import { ParleyClient, type Timeline } from '@parley/client';
import { type HistoryPage, type Message, serverEvents } from '@parley/contracts';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import { ClientCrowd } from './client-crowd';
import { Person } from './person';
import { type TestServer, startServer } from './server';
import { until } from './until';

describe('a client that was away', () => {
  let server: TestServer;
  const crowd = new ClientCrowd(() => server.url);

  beforeAll(async () => {
    server = await startServer({ RATE_LIMIT_FACTOR: '1000' });
  }, 60_000);

  afterAll(async () => {
    crowd.leave();
    await server.close();
  }, 60_000);

  it('misses nothing of a thousand messages sent, changed and deleted while away', async () => {
    const [cyn, dan] = [await crowd.join('cyn'), await crowd.join('dan')];
    const { id } = await cyn.conversations.openDirect(dan.session.me?.id ?? '');
    const [hers, his] = [cyn.timeline(id), dan.timeline(id)];
    for (let n = 0; n < 40; n += 1) cyn.send(id, `early ${n}`);
    await until(his, () => his.items().length === 40 && his.items().every(({ message }) => message.seq > 0), 30_000);
    dan.stop();
    expect(dan.connection.state).toBe('offline');
    for (let n = 0; n < 960; n += 1) cyn.send(id, `message ${n}`);
    await until(cyn.connection, () => cyn.connection.pending === 0, 60_000);
    const ids = hers.items().map(({ message }) => message.id);
    const idOf = (at: number) => ids[at] ?? '';
    // Of what he has and of what he has not.
    for (const at of [3, 30, 500]) await hers.edit(idOf(at), `edited ${at}`);
    for (const at of [5, 31, 600]) await hers.remove(idOf(at), 'everyone');
    await hers.remove(idOf(7), 'me');
    await hers.react(idOf(999), '👍', true);
    await hers.pin(idOf(4), true);

    const { pages, statements } = await catchingUp(async () => {
      dan.start();
      await until(dan.connection, () => dan.connection.state === 'live', 30_000);
    });
    expect(pages).toBeGreaterThan(0);
    expect(statements).toBeLessThanOrEqual(3 * pages);
    await expectSame(his, dan, id, 1_000);
    expect(dan.conversations.get(id)).toMatchObject({ unread: 997, seq: 1_000 });
    expect(his.pins).toMatchObject([{ seq: 5, text: 'early 4' }]);

    // A device that has nothing, and all of them after a restore.
    const fresh = new ParleyClient({ baseUrl: server.url, session: 'token' });
    crowd.clients.push(fresh);
    await fresh.session.login({ login: 'dan', password: crowd.password });
    fresh.start();
    await until(fresh.connection, () => fresh.connection.state === 'live');
    await expectSame(fresh.timeline(id), fresh, id, 1_000);
    for (const client of [dan, fresh]) client.stop();
    await restored();
    for (const client of [dan, fresh]) {
      client.start();
      await until(client.connection, () => client.connection.state === 'live', 30_000);
      await expectSame(client.timeline(id), client, id, 1_000);
    }
    expect(his.pins).toMatchObject([{ seq: 5, text: 'early 4' }]);
  }, 180_000);

  /** How often changes were asked for meanwhile, and what that cost the database; who asks is looked up once a session. */
  async function catchingUp(doing: () => Promise<void>) {
    const { ChangesService } = await import('../src/modules/sync/changes.service');
    const { Database } = await import('../src/platform/database');
    const asked = [];
    for (const way of ['one', 'many'] as const) {
      asked.push(jest.spyOn(server.app.get(ChangesService, { strict: false }), way));
    }
    const query = jest.spyOn(server.app.get(Database).pool, 'query');
    await doing();
    const names = query.mock.calls.map(([statement]) => (statement as unknown as { name?: string }).name ?? '');
    const pages = asked.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
    for (const spy of [query, ...asked]) spy.mockRestore();
    return {
      pages,
      statements: names.filter((name) => /^(conversations_some|messages_changed|memberships_changed)$/.test(name))
        .length,
    };
  }

  /** Everything this client can load is what the server has for it, in one order and once. */
  async function expectSame(timeline: Timeline, client: ParleyClient, id: string, count: number): Promise<void> {
    await until(timeline, () => timeline.state === 'ready', 30_000);
    while (timeline.hasBefore) await timeline.loadBefore();
    await until(timeline, () => timeline.items().length === count, 30_000);
    const theirs: Message[] = [];
    for (let after = 0; ; after = theirs.at(-1)?.seq ?? 0) {
      const page = await client.http.request<HistoryPage>('GET', `/api/chat/${id}/messages?after=${after}&limit=200`);
      theirs.push(...page.items);
      if (!page.hasAfter) break;
    }
    expect(timeline.items().map(({ message }) => message)).toEqual(theirs);
  }

  /** As after a restore: the same data under another name. */
  async function restored(): Promise<void> {
    const { Database, Epoch } = await import('../src/platform/database');
    await server.app.get(Database).pool.query("DELETE FROM settings WHERE key = 'sync.epoch'");
    Object.assign(server.app.get(Epoch, { strict: false }), { known: undefined });
  }

  it('is a bot in ten lines, as the README has it', async () => {
    const readme = await readFile(join(__dirname, '../../../libs/client/README.md'), 'utf8');
    const [, code = ''] = /## A bot\n\n```ts\n(.*?)```/s.exec(readme) ?? [];
    expect(code.trim().split('\n').length).toBeLessThanOrEqual(10);
    const [echo, eve] = [await Person.join(server.url, 'echo'), await Person.join(server.url, 'eve')];
    const { id } = await eve.openDirect(echo);
    class Bot extends ParleyClient {
      constructor(options: ConstructorParameters<typeof ParleyClient>[0]) {
        super(options);
        crowd.clients.push(this);
      }
    }
    const here = code.replace(/^import .*$/m, '').replace('http://127.0.0.1:3000', server.url);
    const run = compileFunction(`return (async () => {${here}})();`, ['ParleyClient', 'process']) as (
      make: typeof Bot,
      host: object,
    ) => Promise<void>;
    await run(Bot, { env: { BOT_PASSWORD: echo.password } });
    const bot = crowd.clients.at(-1) as ParleyClient;
    await until(bot.connection, () => bot.connection.state === 'live');
    const socket = await eve.connect();
    await socket.send(id, 'ahoy');
    expect(await socket.hears(serverEvents.messageReceived)).toMatchObject({ text: 'You said: ahoy' });
    eve.leave();
  });
});
