import { type Conversation, type HttpError, type Page, type Role, limits, serverEvents } from '@parley/contracts';
import { randomUUID } from 'node:crypto';
import { Crowd } from '../crowd';
import { type Person, history, seqs } from '../person';
import { type TestServer, startServer } from '../server';
import { sqlOn } from '../sql';
import { add, create, leave, members, place, send, setRole, view } from './place';

let server: TestServer;
const crowd = new Crowd(() => server.url);
beforeAll(async () => (server = await startServer({ RATE_LIMIT_FACTOR: '1000' })));
afterAll(() => server.close());
afterEach(() => crowd.leave());

const codeOf = ({ status, body }: { status: number; body: unknown }) => [status, (body as HttpError).code];

async function sql<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
  const { Database } = await import('../../src/platform/database');
  return (await server.app.get(Database).pool.query<Row>(text, values)).rows;
}

/** Everything a conversation's rows must agree on, whatever happened to it. */
async function expectSound(id: string): Promise<void> {
  const [conversation] = await sql<{ rev: number; memberCount: number }>(
    'SELECT rev, member_count AS "memberCount" FROM conversations WHERE id = $1',
    [id],
  );
  const current = await sql<{ role: Role; rev: number }>(
    'SELECT role, rev FROM memberships WHERE conversation_id = $1 AND left_at IS NULL',
    [id],
  );
  expect(conversation?.memberCount).toBe(current.length);
  if (current.length > 0) expect(current.some(({ role }) => role === 'owner')).toBe(true);
  expect(current.every(({ rev }) => rev <= (conversation?.rev ?? 0))).toBe(true);
}

describe('what a newcomer may read', () => {
  it('begins with their coming in a group, and is everything where the group says so', async () => {
    const { id, owner, stranger } = await place(crowd);
    await send(owner, id, 'before');
    expect((await add(owner, id, stranger)).status).toBe(201);
    expect(await view(stranger, id)).toMatchObject({ visibleAfter: 1, readSeq: 1, unread: 0, lastMessage: null });
    await send(owner, id, 'after');
    expect(seqs(await history(stranger, id))).toEqual([2]);
    expect(await view(stranger, id)).toMatchObject({ unread: 1, lastMessage: { text: 'after' } });
    await owner.ask('PATCH', `/api/chat/${id}`, { history: 'all' });
    const late = await crowd.join();
    await add(owner, id, late);
    expect(seqs(await history(late, id))).toEqual([2, 1]);
    expect(seqs(await history(stranger, id))).toEqual([2]);
  });

  it('begins anew when they come back', async () => {
    const { id, owner, member } = await place(crowd);
    await send(owner, id, 'one');
    await leave(member, id);
    await send(owner, id, 'two');
    await add(owner, id, member);
    await send(owner, id, 'three');
    expect(seqs(await history(member, id))).toEqual([3]);
  });

  it('is live only that, from the same moment on', async () => {
    const { id, owner, stranger } = await place(crowd);
    const ear = await stranger.connect();
    await send(owner, id, 'before');
    await add(owner, id, stranger);
    await send(owner, id, 'after');
    expect(await ear.hears(serverEvents.messageReceived)).toMatchObject({ text: 'after' });
    expect(ear.heard(serverEvents.messageReceived)).toHaveLength(1);
    expect(ear.heard(serverEvents.conversationUpdated)).toHaveLength(1);
  });
});

describe('whoever is not there any more', () => {
  it.each(['left', 'removed', 'banned'] as const)('%s: hears and reads nothing from that moment', async (how) => {
    const { id, owner, member } = await place(crowd);
    const [ear, mouth] = await Promise.all([member.connect(), owner.connect()]);
    await mouth.send(id, 'heard');
    expect(await ear.hears(serverEvents.messageReceived)).toMatchObject({ text: 'heard' });
    if (how === 'left') await leave(member, id);
    if (how === 'removed') await owner.ask('DELETE', `/api/chat/${id}/members/${member.id}`);
    if (how === 'banned') await owner.ask('PUT', `/api/chat/${id}/bans/${member.id}`);
    expect(await ear.hears(serverEvents.selfUpdated, 1)).toMatchObject({ data: { conversationId: id, role: null } });
    await mouth.send(id, 'unheard');
    expect(codeOf(await member.ask('GET', `/api/chat/${id}`))).toEqual([404, 'not_found']);
    expect((await member.get<Page<Conversation>>('/api/chat')).items).toEqual([]);
    expect(ear.heard(serverEvents.messageReceived)).toHaveLength(1);
    await expectSound(id);
  });

  it('banned: cannot come back, see it, or be added, until the ban is lifted', async () => {
    const { id, owner, admin, member } = await place(crowd, 'room', { visibility: 'public', name: 'quay-of-bans' });
    await admin.ask('PUT', `/api/chat/${id}/bans/${member.id}`);
    const look = async () => (await member.get<Page<unknown>>('/api/rooms?search=quay-of-bans')).items.length;
    expect(await look()).toBe(0);
    expect(codeOf(await member.ask('POST', `/api/chat/${id}/join`))).toEqual([404, 'not_found']);
    expect(codeOf(await add(owner, id, member))).toEqual([409, 'member.banned']);
    expect((await admin.get<Page<object>>(`/api/chat/${id}/bans`)).items).toEqual([
      expect.objectContaining({ userId: member.id, bannedBy: admin.id }),
    ]);
    await admin.ask('DELETE', `/api/chat/${id}/bans/${member.id}`);
    expect(await look()).toBe(1);
    expect((await member.ask('POST', `/api/chat/${id}/join`)).status).toBe(200);
    await expectSound(id);
  });
});

describe('ownership', () => {
  it('goes to the oldest admin when the last owner leaves, else to the oldest member', async () => {
    const { id, owner, admin, member, reader } = await place(crowd);
    await leave(owner, id);
    expect((await members(admin, id)).get(admin.id)).toBe('owner');
    await leave(admin, id);
    expect(await members(reader, id)).toEqual(
      new Map<string, Role>([
        [member.id, 'owner'],
        [reader.id, 'read_only'],
      ]),
    );
    await expectSound(id);
  });

  it('goes to nobody who is suspended, and is not left with one', async () => {
    const { id, owner, admin, member } = await place(crowd);
    const [second, at] = [await place(crowd), sqlOn(() => server)];
    const suspended = [admin.id, second.admin.id];
    await setRole(second.owner, second.id, second.admin, 'owner');
    await at('UPDATE users SET suspended_at = now() WHERE id = ANY ($1::uuid[])', [suspended]);
    await leave(owner, id);
    expect((await members(member, id)).get(member.id)).toBe('owner');
    expect(await setRole(second.owner, second.id, second.owner, 'member')).toMatchObject({
      body: { code: 'owner.last' },
    });
    await leave(second.owner, second.id);
    expect((await members(second.member, second.id)).get(second.member.id)).toBe('owner');
  });

  it('is told to everybody in the very event of the leaving', async () => {
    const { id, owner, admin } = await place(crowd);
    const ear = await admin.connect();
    await leave(owner, id);
    const { change } = await ear.hears(serverEvents.conversationUpdated);
    const told = change?.type === 'members' ? change.members : [];
    expect(told.map(({ userId, username, role, left }) => [userId, username, role, left])).toEqual([
      [owner.id, owner.user.username, 'owner', true],
      [admin.id, admin.user.username, 'owner', false],
    ]);
  });

  it('is handed on before it is laid down', async () => {
    const { id, owner, member } = await place(crowd);
    expect(codeOf(await setRole(owner, id, owner, 'admin'))).toEqual([409, 'owner.last']);
    await setRole(owner, id, member, 'owner');
    expect((await setRole(owner, id, owner, 'admin')).status).toBe(200);
    await expectSound(id);
  });

  it('is there whatever two owners do at once', async () => {
    for (const way of ['leave', 'step down', 'demote'] as const) {
      const { id, owner, admin, member } = await place(crowd);
      await setRole(owner, id, admin, 'owner');
      await Promise.all(
        [
          [owner, admin],
          [admin, owner],
        ].map(([one, other]) => {
          if (way === 'leave') return leave(one as Person, id);
          return setRole(one as Person, id, (way === 'demote' ? other : one) as Person, 'member');
        }),
      );
      expect([...(await members(member, id)).values()]).toContain('owner');
      await expectSound(id);
    }
  });

  it('ends with the conversation when the last one leaves, who may still take it back', async () => {
    const owner = await crowd.join();
    const { id } = await create(owner);
    expect((await leave(owner, id)).status).toBe(204);
    expect((await owner.ask('GET', `/api/chat/${id}`)).status).toBe(404);
    expect((await owner.get<Page<{ id: string }>>('/api/chat/deleted')).items.map((one) => one.id)).toEqual([id]);
    expect((await owner.ask('POST', `/api/chat/${id}/restore`)).body).toMatchObject({
      id,
      role: 'owner',
      memberCount: 1,
    });
  });
});

describe('many at once', () => {
  it('joining, leaving, adding and removing keep every count, and tell each rev once', async () => {
    const { id, owner, admin, member } = await place(crowd, 'room', { visibility: 'public' });
    const others = await Promise.all(Array.from({ length: 6 }, () => crowd.join()));
    const ear = await member.connect();
    const before = (await view(member, id)).rev;
    const doings = others.flatMap((person, n) => [
      () => person.ask('POST', `/api/chat/${id}/join`),
      () => add(owner, id, person),
      () => (n % 2 ? leave(person, id) : admin.ask('DELETE', `/api/chat/${id}/members/${person.id}`)),
      () => person.ask('POST', `/api/chat/${id}/join`),
      () => send(owner, id),
    ]);
    const answers = await Promise.all(doings.map((doing) => doing()));
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    await expectSound(id);
    const { rev } = await view(member, id);
    const told = () =>
      [...ear.heard(serverEvents.conversationUpdated), ...ear.heard(serverEvents.messageReceived)].map(
        (one) => one.rev,
      );
    while (told().length < rev - before) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(told().sort((a, b) => a - b)).toEqual(Array.from({ length: rev - before }, (_, n) => before + n + 1));
  });

  it('one creation, however often it is tried', async () => {
    const owner = await crowd.join();
    const request = { kind: 'group', name: 'harbour', clientId: randomUUID() };
    const answers = await Promise.all(Array.from({ length: 10 }, () => owner.ask('POST', '/api/chat', request)));
    expect(new Set(answers.map(({ body }) => (body as Conversation).id)).size).toBe(1);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([...Array<number>(9).fill(200), 201]);
  });
});

describe('a large conversation', () => {
  let id: string;
  let owner: Person;

  beforeAll(async () => {
    owner = await crowd.join();
    ({ id } = await create(owner));
    await sql(`INSERT INTO users (id, email, username, name)
      SELECT gen_random_uuid(), 'm' || n || '@example.org', 'mass_' || n, 'Mass ' || lpad(n::text, 4, '0')
      FROM generate_series(1, ${limits.groupMembers - 1}) n`);
    await sql(
      `INSERT INTO memberships (conversation_id, user_id, role, rev, at_seq)
       SELECT $1, id, 'member', 1, 0 FROM users WHERE username LIKE 'mass\\_%'`,
      [id],
    );
    await sql('UPDATE conversations SET member_count = $2 WHERE id = $1', [id, limits.groupMembers]);
  });

  it('of the most there can be takes nobody more', async () => {
    const late = await crowd.join();
    expect(codeOf(await add(owner, id, late))).toEqual([409, 'conversation.full']);
    await expectSound(id);
  });

  it('shows its members a page at a time, and finds one among them', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = cursor && `&cursor=${cursor}`;
      const page: Page<{ userId: string }> = await owner.get(`/api/chat/${id}/members?limit=200${query}`);
      seen.push(...page.items.map(({ userId }) => userId));
      cursor = page.nextCursor;
    }
    expect([seen.length, new Set(seen).size, seen[0]]).toEqual([limits.groupMembers, limits.groupMembers, owner.id]);
    const { items } = await owner.get<Page<{ name: string; username: string }>>(
      `/api/chat/${id}/members?search=mass%200042`,
    );
    expect(items.map(({ name, username }) => [name, username])).toEqual([['Mass 0042', 'mass_42']]);
  });

  it('costs a send no more statements than a small one', async () => {
    const { Database } = await import('../../src/platform/database');
    const small = (await create(owner, { name: 'small' })).id;
    const counted = async (target: string) => {
      const query = jest.spyOn(server.app.get(Database).pool, 'query');
      expect((await send(owner, target)).status).toBe(201);
      const statements = query.mock.calls.map(([statement]) => JSON.stringify(statement));
      query.mockRestore();
      // Sessions, the sweep and the outbox are the server's own doing.
      return statements.filter((statement) => !/FROM sessions|"name":"(sessions|moved|outbox)_/.test(statement));
    };
    const ofLarge = await counted(id);
    expect(ofLarge).toHaveLength((await counted(small)).length);
  });
});

describe('people who blocked somebody', () => {
  it('are to them as if they were not there: no direct conversation, and nowhere to be added', async () => {
    const { id, owner } = await place(crowd);
    const shy = await crowd.join();
    await shy.ask('PUT', `/api/users/me/blocks/${owner.id}`);
    const nobody = randomUUID();
    const said = ({ status, body }: { status: number; body: unknown }) => [
      status,
      { ...(body as object), requestId: '' },
    ];
    const open = (userId: string) => owner.ask('POST', '/api/chat', { kind: 'direct', userId });
    expect(said(await open(shy.id))).toEqual(said(await open(nobody)));
    expect(said(await add(owner, id, shy))).toEqual(said(await add(owner, id, { id: nobody })));
    const group = (memberId: string) =>
      owner.ask('POST', '/api/chat', { kind: 'group', name: 'x', memberIds: [memberId] });
    expect(said(await group(shy.id))).toEqual(said(await group(nobody)));
    await shy.ask('DELETE', `/api/users/me/blocks/${owner.id}`);
    expect((await open(shy.id)).status).toBe(201);
  });
});
