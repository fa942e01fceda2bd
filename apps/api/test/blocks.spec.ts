import {
  type Conversation,
  type HttpError,
  type Page,
  type SelfAnswer,
  type SelfChange,
  type User,
  limits,
} from '@parley/contracts';
import { randomUUID } from 'node:crypto';
import { edit, react, talk } from './acting';
import { Crowd } from './crowd';
import type { Person } from './person';
import { type TestServer, startServer } from './server';
import { sqlOn } from './sql';

let server: TestServer;
const crowd = new Crowd(() => server.url);
beforeAll(async () => (server = await startServer()));
afterAll(() => server.close());
afterEach(() => crowd.leave());

const sql = sqlOn(() => server);
const path = (other: { id: string }) => `/api/users/me/blocks/${other.id}`;
const blockedBy = async (person: Person) =>
  (await person.get<Page<User>>('/api/users/me/blocks')).items.map(({ id }) => id);
const codeOf = ({ body }: { body: unknown }) => (body as HttpError).code;

describe('blocking', () => {
  it('is done once, however often it is said, and undone', async () => {
    const { mira, noor } = await crowd.pair();
    const before = (await mira.get<SelfAnswer>('/api/sync/self')).selfRev;
    for (let time = 0; time < 2; time += 1) expect((await mira.ask('PUT', path(noor))).status).toBe(204);
    expect(await blockedBy(mira)).toEqual([noor.id]);
    for (let time = 0; time < 2; time += 1) expect((await mira.ask('DELETE', path(noor))).status).toBe(204);
    expect(await blockedBy(mira)).toEqual([]);
    expect((await mira.get<SelfAnswer>('/api/sync/self')).selfRev).toBe(before + 2);
  });

  it('is told to every device of the one who blocks, and to nobody else', async () => {
    const { mira, noor } = await crowd.pair();
    const [desk, phone, other] = await Promise.all([mira.connect(), mira.connect(), noor.connect()]);
    await mira.ask('PUT', path(noor));
    const expected = { type: 'block', data: { userId: noor.id, blocked: true } };
    for (const device of [desk, phone]) expect(await device.hears('self:updated')).toMatchObject(expected);
    expect(other.heard('self:updated').filter(({ type }) => type === 'block')).toEqual([]);
  });

  it('snapshot + event = fresh snapshot', async () => {
    const { mira, noor } = await crowd.pair();
    const others = await Promise.all([crowd.join(), crowd.join()]);
    const device = await mira.connect();
    await mira.ask('PUT', path(noor));
    const blocked = new Set(await blockedBy(mira));
    const { selfRev } = await mira.get<SelfAnswer>('/api/sync/self');
    for (const other of others) await mira.ask('PUT', path(other));
    await mira.ask('DELETE', path(noor));
    await device.hears('self:updated', 4);
    const missed = await mira.get<SelfAnswer>(`/api/sync/self?after=${selfRev}`);
    const live = device.heard('self:updated').filter((change) => change.selfRev > selfRev);
    expect(apply(blocked, live)).toEqual(new Set(await blockedBy(mira)));
    expect(apply(blocked, missed.changes)).toEqual(new Set(await blockedBy(mira)));
  });

  const apply = (blocked: Set<string>, changes: SelfChange[]) => {
    const now = new Set(blocked);
    for (const { type, data } of changes) {
      if (type === 'block') now[data.blocked ? 'add' : 'delete'](data.userId);
    }
    return now;
  };

  it('reads page by page', async () => {
    const mira = await crowd.join();
    const others = await Promise.all(Array.from({ length: 5 }, () => crowd.join()));
    await Promise.all(others.map((other) => mira.ask('PUT', path(other))));
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Page<User> = await mira.get(`/api/users/me/blocks?limit=2${cursor && `&cursor=${cursor}`}`);
      expect(page.items.length).toBeLessThanOrEqual(2);
      for (const user of page.items) expect(Object.keys(user).sort()).toEqual(['avatarUrl', 'id', 'name', 'username']);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen.sort()).toEqual(others.map(({ id }) => id).sort());
  });

  it('oneself, nobody and nonsense are refused', async () => {
    const mira = await crowd.join();
    const ask = async (method: string, id: string) => {
      const answer = await mira.ask(method, path({ id }));
      return [answer.status, codeOf(answer)];
    };
    expect(await ask('PUT', mira.id)).toEqual([400, 'validation.failed']);
    for (const method of ['PUT', 'DELETE']) {
      for (const id of [randomUUID(), 'nonsense', '__proto__'])
        expect(await ask(method, id)).toEqual([404, 'not_found']);
    }
  });

  it('ends where there are too many, also when two come at once', async () => {
    const { mira, noor } = await crowd.pair();
    const other = await crowd.join();
    await fill(mira, limits.blocksMax - 1);
    const answers = await Promise.all([noor, other].map((person) => mira.ask('PUT', path(person))));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([204, 400]);
    expect(answers.find(({ status }) => status === 400)?.body).toMatchObject({ details: { limit: limits.blocksMax } });
  });

  async function fill({ id }: Person, count: number): Promise<void> {
    await sql(
      `WITH made AS (
         INSERT INTO users (id, email, username, name)
         SELECT gen_random_uuid(), 'crowd' || n || '@example.net', 'crowd' || n, 'Crowd' FROM generate_series(1, $2) n RETURNING id
       ) INSERT INTO blocks (user_id, blocked_id) SELECT $1, id FROM made`,
      [id, count],
    );
  }
});

describe('the direct conversation with somebody blocked', () => {
  const forbidden = { code: 'forbidden' };

  it('is read by them and added to no more, live, until the block is lifted', async () => {
    const { mira, noor, id, mouth, ear } = await talk(crowd);
    const theirs = await ear.send(id, 'before');
    expect((await mira.ask('PUT', path(noor))).status).toBe(204);
    expect(await ear.hears('conversation:updated')).toMatchObject({
      change: { type: 'members', members: [{ userId: noor.id, role: 'read_only' }] },
    });
    await expect(ear.send(id, 'after')).rejects.toMatchObject(forbidden);
    await expect(edit(ear, theirs.id, 'after all')).rejects.toMatchObject(forbidden);
    await expect(react(ear, theirs.id, '👍')).rejects.toMatchObject(forbidden);
    expect(await noor.get<Conversation>(`/api/chat/${id}`)).toMatchObject({ role: 'read_only', seq: 1 });
    await mouth.send(id, 'you may still hear me');
    await mira.ask('DELETE', path(noor));
    expect(await ear.send(id, 'again')).toMatchObject({ seq: 3 });
  });

  it('is no way around it when the one who blocked opens it', async () => {
    const [mira, noor] = await Promise.all([crowd.join(), crowd.join()]);
    await mira.ask('PUT', path(noor));
    const { id } = await mira.openDirect(noor);
    await expect((await noor.connect()).send(id, 'hello')).rejects.toMatchObject(forbidden);
  });

  it('stands still when both block each other at once, and moves again when both are done', async () => {
    const { mira, noor, id, mouth, ear } = await talk(crowd);
    const both = (method: string) => Promise.all([mira.ask(method, path(noor)), noor.ask(method, path(mira))]);
    expect((await both('PUT')).map(({ status }) => status)).toEqual([204, 204]);
    for (const socket of [mouth, ear]) await expect(socket.send(id, 'no')).rejects.toMatchObject(forbidden);
    expect((await both('DELETE')).map(({ status }) => status)).toEqual([204, 204]);
    for (const socket of [mouth, ear]) await socket.send(id, 'yes');
  });
});
