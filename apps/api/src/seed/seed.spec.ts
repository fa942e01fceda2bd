import type { Conversation, HistoryPage } from '@parley/contracts';
import { NestFactory } from '@nestjs/core';
import { Client } from 'pg';
import { request } from '../../test/person';
import { type TestServer, startServer } from '../../test/server';
import { talks } from './conversations';
import { password, people } from './people';
import { seed } from './seed';
import { SeedModule } from './seed.module';

let server: TestServer;
beforeAll(async () => (server = await startServer()));
afterAll(() => server.close());

/** As the seed's own process: another application over the same database. */
async function run(total: number) {
  const app = await NestFactory.createApplicationContext(SeedModule, { abortOnError: false, logger: false });
  try {
    return await seed(app, total, () => undefined);
  } finally {
    await app.close();
  }
}

async function counts() {
  const client = new Client({ connectionString: server.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, number>>(`SELECT
      (SELECT count(*)::int FROM users) AS people,
      (SELECT count(*)::int FROM conversations) AS conversations,
      (SELECT count(*)::int FROM messages) AS messages,
      (SELECT count(*)::int FROM messages a JOIN messages b ON b.conversation_id = a.conversation_id AND b.seq = a.seq + 1
        WHERE b.created_at < a.created_at) AS "backwards",
      (SELECT count(*)::int FROM messages WHERE created_at < now() - interval '30 days') AS old,
      (SELECT count(*)::int FROM messages m JOIN conversations c ON c.id = m.conversation_id
        WHERE m.created_at < c.created_at) AS "beforeTheBeginning"`);
    return rows[0];
  } finally {
    await client.end();
  }
}

async function elisList(): Promise<Conversation[]> {
  const body = { login: 'eli', password, session: 'token' };
  const { accessToken } = (await request(server.url, 'POST', '/api/auth/login', { body })).body as {
    accessToken: string;
  };
  const headers = { authorization: `Bearer ${accessToken}` };
  const answer = await request(server.url, 'GET', '/api/chat?limit=50', { headers });
  const list = (answer.body as { items: Conversation[] }).items;
  const path = `/api/chat/${list[0]?.id ?? ''}/messages`;
  const history = (await request(server.url, 'GET', path, { headers })).body as HistoryPage;
  expect(history.items[0]?.text).toContain('last call');
  return list;
}

it('fills a server once, however often it is run, and shows it as the pictures do', async () => {
  expect(await run(1_000)).toMatchObject({ messages: 1_000, fresh: 1_000 });
  const once = await counts();
  expect(once).toMatchObject({
    people: Object.keys(people).length,
    conversations: talks.length,
    messages: 1_000,
    backwards: 0,
    beforeTheBeginning: 0,
  });
  expect(once?.['old']).toBeGreaterThan(500);

  const list = await elisList();
  expect(list.slice(0, 4).map(({ name }) => name)).toEqual([
    'release-crew',
    'Hana Sato',
    'incident-0412',
    'Jonas Lindqvist',
  ]);
  const unread = Object.fromEntries(list.filter((one) => one.unread > 0).map((one) => [one.name, one.unread]));
  expect(unread).toEqual({ 'Hana Sato': 2, 'incident-0412': 5, design: 2, watercooler: 28 });

  expect(await run(1_000)).toMatchObject({ messages: 1_000, fresh: 0 });
  const twice = await counts();
  expect(twice).toMatchObject({ ...once, old: twice?.['old'] });
  expect(await run(1_200)).toMatchObject({ messages: 1_200, fresh: 200 });
  expect(await counts()).toMatchObject({ messages: 1_200, backwards: 0 });
});
