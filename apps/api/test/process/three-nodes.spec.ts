import { type Conversation, clientEvents, serverEvents } from '@parley/contracts';
import { join } from 'node:path';
import { redisUrl, ways } from '../nodes/ways';
import { Person, type PersonSocket, history, request } from '../person';
import { type TestDatabase, openEmptyDatabase } from '../test-database';
import { ServerProcess, temporaryFolder } from './server-process';

jest.setTimeout(180_000);

describe.each(ways)('three nodes on one database, by %s', (way) => {
  const folder = temporaryFolder();
  const servers: ServerProcess[] = [];
  const people: Person[] = [];
  let database: TestDatabase;
  let urls: string[];

  beforeAll(async () => {
    database = await openEmptyDatabase();
    const start = (name: string) => {
      const redis = way === 'Redis' ? { REDIS_URL: redisUrl } : {};
      const env = { DATABASE_URL: database.url, DATA_DIR: join(folder.path, name), PORT: '0', ...redis };
      const server = ServerProcess.start({ env });
      servers.push(server);
      return server.ready();
    };
    urls = await Promise.all(['one', 'two', 'three'].map(start));
  });
  afterAll(async () => {
    for (const person of people) person.leave();
    await Promise.all(servers.map((server) => server.end('SIGKILL')));
    await database.close();
    folder.remove();
  });

  const joinAt = async (url = urls[0] ?? ''): Promise<Person> => {
    const person = await Person.join(url);
    people.push(person);
    return person;
  };

  let owner: Person;
  let id: string;
  let sockets: [PersonSocket, PersonSocket, PersonSocket];
  /** An owner on the first node, and a member on each of the others. */
  beforeAll(async () => {
    const [first, second, third] = [await joinAt(), await joinAt(urls[1]), await joinAt(urls[2])];
    owner = first;
    const body = { kind: 'group', name: 'Fleet', memberIds: [second.id, third.id] };
    id = ((await owner.ask('POST', '/api/chat', body)).body as Conversation).id;
    sockets = [await first.connect(), await second.connect(), await third.connect()];
  });

  it('hear on each what was sent, edited, reacted to and read on another', async () => {
    const [one, two, three] = sockets;
    const sent = await one.send(id, 'ahoy');
    for (const ear of [two, three]) expect(await ear.hears(serverEvents.messageReceived)).toEqual(sent);
    const { id: messageId, seq } = sent;
    const edited = await one.ask(clientEvents.messageEdit, { messageId, text: 'ahoy there' });
    for (const ear of [two, three]) expect(await ear.hears(serverEvents.messageUpdated)).toEqual(edited);
    const reacted = await two.ask(clientEvents.messageReact, { messageId, emoji: '⚓', on: true });
    expect(await one.hears(serverEvents.messageUpdated)).toEqual(reacted);
    expect(await three.hears(serverEvents.messageUpdated, 2)).toEqual(reacted);
    await three.ask(clientEvents.messageRead, { conversationId: id, seq });
    for (const ear of [one, two]) {
      expect(await ear.hears(serverEvents.receiptUpdated)).toMatchObject({ conversationId: id, readSeq: seq });
    }
  });

  it('stop telling whom another one removed', async () => {
    const guest = await joinAt(urls[1]);
    await owner.ask('POST', `/api/chat/${id}/members`, { userIds: [guest.id] });
    const window = await guest.connect();
    await owner.ask('DELETE', `/api/chat/${id}/members/${guest.id}`);
    expect(await window.hears(serverEvents.selfUpdated)).toMatchObject({ type: 'membership', data: { role: null } });
    const told = window.told.length;
    const sent = await sockets[2].send(id, 'without you');
    while (!sockets[1].heard(serverEvents.messageReceived).some((message) => message.id === sent.id)) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(window.told).toHaveLength(told);
  });

  it('close the sockets of who signed out at another one', async () => {
    const guest = await joinAt(urls[1]);
    const window = await guest.connect({ url: urls[2] ?? '' });
    const body = { refreshToken: guest.tokens.refreshToken };
    expect((await request(urls[0] ?? '', 'POST', '/api/auth/logout', { body })).status).toBeLessThan(300);
    expect(await window.isClosed()).toBe(true);
    expect(window.heard('session:revoked')).toEqual([{ reason: 'revoked' }]);
  });

  it('lose nothing that was acknowledged by one that is killed while it sends, and tell each of it once', async () => {
    const [one, two, three] = sockets;
    const acknowledged: string[] = [];
    // Ten at a time for as long as it lives, however fast it is: some are always on their way.
    const sending = Promise.allSettled(
      Array.from({ length: 10 }, async () => {
        for (;;) acknowledged.push((await one.send(id, 'last words')).id);
      }),
    );
    while (acknowledged.length < 20) await new Promise((resolve) => setImmediate(resolve));
    await servers[0]?.end('SIGKILL');
    await sending;
    const survivor = people[1];
    if (!survivor) throw new Error('nobody came to the second node');
    for (const ear of [two, three]) {
      const heard = () => ear.heard(serverEvents.messageReceived).map((message) => message.id);
      while (!acknowledged.every((messageId) => heard().includes(messageId))) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      expect(new Set(heard()).size).toBe(heard().length);
      const seqs = ear.heard(serverEvents.messageReceived).map(({ seq }) => seq);
      expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
    }
    const kept = (await history(survivor, id, '?limit=200')).items.map((message) => message.id);
    expect(kept).toEqual(expect.arrayContaining(acknowledged));
  });
});
