import { clientEvents } from '@parley/contracts';
import { randomUUID } from 'node:crypto';
import { create } from './conversations/place';
import { Crowd } from './crowd';
import { seqs, history } from './person';
import { type TestServer, startServer } from './server';
import { sqlOn } from './sql';

let server: TestServer;
const crowd = new Crowd(() => server.url);
const sql = sqlOn(() => server);
beforeAll(async () => (server = await startServer({ RATE_LIMIT_FACTOR: '100' })));
afterAll(() => server.close());
afterEach(() => crowd.leave());

it('the same client ids at once in many conversations, in opposite orders: no lane waits for another', async () => {
  const mira = await crowd.join();
  const groups = await Promise.all(Array.from({ length: 12 }, (_, n) => create(mira, { name: `g${n}` })));
  const socket = await mira.connect();
  const clientIds = Array.from({ length: 60 }, () => randomUUID());
  const answers = await Promise.all(
    groups.flatMap(({ id: conversationId }, n) =>
      (n % 2 === 0 ? clientIds : clientIds.toReversed()).map((clientId) =>
        socket.emit(clientEvents.messageSend, { conversationId, clientId, text: 'ahoy' }),
      ),
    ),
  );
  const codes = answers.map((answer) => (answer.ok ? 'sent' : answer.error.code));
  expect(codes.filter((code) => code === 'sent')).toHaveLength(clientIds.length);
  expect(codes.filter((code) => code !== 'sent' && code !== 'client_id.used')).toEqual([]);
  const stored = await Promise.all(groups.map(({ id }) => history(mira, id, '?limit=200')));
  expect(stored.flatMap(seqs)).toHaveLength(clientIds.length);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const [counted] = await sql('SELECT deadlocks::text FROM pg_stat_database WHERE datname = current_database()');
  expect(counted).toEqual({ deadlocks: '0' });
});
