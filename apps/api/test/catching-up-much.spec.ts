import { type Conversation, type Message, clientEvents, limits } from '@parley/contracts';
import { Database } from '../src/platform/database';
import { Crowd } from './crowd';
import { type TestServer, startServer } from './server';
import type { Person } from './person';

let server: TestServer;
const crowd = new Crowd(() => server.url);
beforeAll(async () => (server = await startServer({ RATE_LIMIT_FACTOR: '100' })));
afterAll(() => server.close());
afterEach(() => crowd.leave());

const group = async (owner: Person, memberIds: string[] = []) =>
  (await owner.ask('POST', '/api/chat', { kind: 'group', name: 'Fleet', memberIds })).body as Conversation;

/** Asks until nothing is left, as a device does that was away. */
async function catchUp(person: Person, ids: string[]) {
  const socket = await person.connect();
  const places = new Map(ids.map((id) => [id, 0]));
  const messages: Message[] = [];
  const members: string[] = [];
  const sizes: number[] = [];
  while (places.size > 0) {
    const since = [...places].map(([conversationId, after]) => ({ conversationId, after }));
    const answer = await socket.ask(clientEvents.syncChanges, { since });
    if (!('items' in answer)) throw new Error('expected the form for many');
    const moved = answer.items.filter(({ conversationId, rev, more }) => !more || rev > places.get(conversationId)!);
    if (moved.length === 0) throw new Error('an answer told nothing');
    for (const { conversationId, ...page } of answer.items) {
      messages.push(...page.messages);
      members.push(...page.members.map(({ userId }) => `${conversationId} ${userId}`));
      if (page.more) places.set(conversationId, page.rev);
      else places.delete(conversationId);
    }
    sizes.push(JSON.stringify(answer).length);
  }
  return { messages, members, sizes };
}

describe('catching up on much', () => {
  it.each([
    ['as long as they may be', () => limits.inlineTextBytes],
    ['of every length', (n: number) => 1 + ((n * 7919) % limits.inlineTextBytes)],
  ])('tells everything once, in answers that stay small: texts %s', async (_, lengthOf) => {
    const [mira, noor] = await Promise.all([crowd.join(), crowd.join()]);
    const groups = await Promise.all(Array.from({ length: 12 }, () => group(mira, [noor.id])));
    const mouth = await mira.connect();
    const counts = groups.map((_group, index) => (index === 4 ? 450 : 30 + index * 5));
    const all: Message[] = [];
    for (const [index, { id }] of groups.entries()) {
      const texts = Array.from({ length: counts[index]! }, (_one, n) => 'x'.repeat(lengthOf(n)));
      while (texts.length > 0) all.push(...(await Promise.all(texts.splice(-30).map((text) => mouth.send(id, text)))));
    }
    const query = jest.spyOn(server.app.get(Database).pool, 'query');
    const { messages, members, sizes } = await catchUp(
      noor,
      groups.map(({ id }) => id),
    );
    const read = await Promise.all(
      query.mock.results.map(async ({ value }) => (await (value as unknown as Promise<{ rows: unknown[] }>)).rows),
    );
    query.mockRestore();
    expect(messages.map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id).sort());
    expect(new Set(members).size).toBe(24);
    expect(members).toHaveLength(24);
    expect(Math.max(...sizes)).toBeLessThan(limits.catchUpBytes * 1.1);
    // What does not fit is not read either.
    expect(Math.max(...read.map((rows) => JSON.stringify(rows).length))).toBeLessThan(limits.catchUpBytes * 1.2);
  });

  it('tells the crowd of one large group in an answer, not that of many', async () => {
    const mira = await crowd.join();
    const { id: model } = await group(mira);
    const strangers = limits.groupMembers - 1;
    const { pool } = server.app.get(Database);
    await pool.query(
      `INSERT INTO users (id, email, username, name)
       SELECT gen_random_uuid(), 'crew' || n || '@example.org', 'crew' || n, 'Crew ' || n FROM generate_series(1, $1::int) n`,
      [strangers],
    );
    const groups = [model, ...(await Promise.all(Array.from({ length: 3 }, async () => (await group(mira)).id)))];
    await pool.query(
      `INSERT INTO memberships (conversation_id, user_id, role, rev, at_seq)
       SELECT c, u.id, 'member', 1, 0 FROM unnest($1::uuid[]) c, users u WHERE u.username LIKE 'crew%'`,
      [groups],
    );
    const { members, sizes } = await catchUp(mira, groups);
    expect(new Set(members).size).toBe(groups.length * limits.groupMembers);
    expect(members).toHaveLength(groups.length * limits.groupMembers);
    expect(Math.max(...sizes)).toBeLessThan(limits.catchUpBytes * 2.2);
  });
});
