import {
  type HttpError,
  type Invite,
  type InvitePreview,
  type Page,
  type ServerInfo,
  type SignedIn,
  limits,
} from '@parley/contracts';
import { randomUUID } from 'node:crypto';
import { Crowd } from './crowd';
import { type Person, request } from './person';
import { type TestServer, startServer } from './server';
import { sqlOn } from './sql';

let server: TestServer;
let owner: Person;
let member: Person;
let other: Person;
const crowd = new Crowd(() => server.url);

beforeAll(async () => {
  server = await startServer({ RATE_LIMIT_FACTOR: '1000', PUBLIC_URL: 'https://chat.example.org' });
  owner = await crowd.join('owner');
  member = await crowd.join('member');
  other = await crowd.join('other');
});
afterAll(() => server.close());
afterEach(() => set('open'));

const codeOf = ({ body }: { body: unknown }) => (body as HttpError).code;
const set = (registration: string) => owner.ask('PATCH', '/api/server', { registration });
const info = async () => (await request(server.url, 'GET', '/api/server')).body as ServerInfo;
const invite = async (maker: Person, body: object = {}) =>
  (await maker.ask('POST', '/api/invites', body)).body as Invite;
const preview = (code: string) => request(server.url, 'GET', `/api/auth/invites/${code}`);
const invitesOf = (person: Person) => person.get<Page<Invite>>('/api/invites');

let count = 0;
async function register(more: object = {}) {
  count += 1;
  const body = {
    email: `new${count}@example.org`,
    username: `new${count}`,
    password: 'correct horse battery',
    ...more,
  };
  const { status, body: said } = await request(server.url, 'POST', '/api/auth/register', { body });
  return { status, body: said, role: (said as SignedIn).user?.role };
}

const sql = sqlOn(() => server);

describe('the server', () => {
  it('is named by its first account, and by nobody who comes later', async () => {
    const fresh = await startServer();
    const join = (name: string) =>
      request(fresh.url, 'POST', '/api/auth/register', {
        body: {
          email: `${name}@example.org`,
          username: name,
          password: 'correct horse battery',
          serverName: `Of ${name}`,
        },
      });
    try {
      expect((await request(fresh.url, 'GET', '/api/server')).body).toMatchObject({ name: 'Parley', firstRun: true });
      expect((await join('first')).body).toMatchObject({ user: { role: 'owner' } });
      expect((await join('second')).body).toMatchObject({ user: { role: 'member' } });
      expect((await request(fresh.url, 'GET', '/api/server')).body).toMatchObject({
        name: 'Of first',
        firstRun: false,
      });
    } finally {
      await fresh.close();
    }
  });

  it('has one owner when twenty come first at once', async () => {
    const fresh = await startServer();
    try {
      const people = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          request(fresh.url, 'POST', '/api/auth/register', {
            body: { email: `p${index}@example.org`, username: `first${index}`, password: 'correct horse battery' },
          }),
        ),
      );
      const roles = people.filter(({ status }) => status === 201).map(({ body }) => (body as SignedIn).user.role);
      expect(roles.filter((role) => role === 'owner')).toHaveLength(1);
    } finally {
      await fresh.close();
    }
  });

  it('is renamed and closed by its owner, and by nobody below', async () => {
    const answer = await owner.ask('PATCH', '/api/server', { name: ' Harbour  ', registration: 'closed' });
    expect(answer).toMatchObject({ status: 200, body: { name: 'Harbour', registration: 'closed', firstRun: false } });
    expect(await info()).toMatchObject({ name: 'Harbour', registration: 'closed' });
    expect(codeOf(await member.ask('PATCH', '/api/server', { registration: 'open' }))).toBe('forbidden');
    expect((await info()).registration).toBe('closed');
  });

  it.each([
    ['a name nobody can see', { name: '\u2800' }],
    ['a name that turns text around', { name: '\u202eruobraH' }],
    ['a name of 50 kB', { name: 'x'.repeat(50_000) }],
    ['an unknown way in', { registration: 'ajar' }],
    ['null', { registration: null }],
    ['another setting', { 'sync.epoch': 'x' }],
    ['a prototype', JSON.parse('{"__proto__":{"registration":"closed"}}')],
  ])('refuses %s', async (_, body) => {
    expect(codeOf(await owner.ask('PATCH', '/api/server', body))).toBe('validation.failed');
  });
});

describe('registration', () => {
  it('that is closed is closed to everybody, invited or not, and says nothing of who is here', async () => {
    const { code } = await invite(owner);
    await set('closed');
    for (const asked of [{}, { invite: code }, { email: 'owner@example.org' }, { username: 'owner' }]) {
      const answer = await register(asked);
      expect([answer.status, codeOf(answer)]).toEqual([403, 'registration.closed']);
    }
    expect(codeOf(await preview(code))).toBe('invite.invalid');
  });

  it('by invite takes an invite, and says nothing of who is here without one', async () => {
    const { code } = await invite(owner);
    await set('invite');
    expect(codeOf(await register())).toBe('registration.closed');
    expect(codeOf(await register({ email: 'owner@example.org' }))).toBe('registration.closed');
    expect(codeOf(await register({ invite: 'A'.repeat(22), email: 'owner@example.org' }))).toBe('invite.invalid');
    expect(await register({ invite: code })).toMatchObject({ status: 201, role: 'member' });
    expect(codeOf(await register({ invite: code, email: 'owner@example.org' }))).toBe('email.taken');
  });

  it('gives the role of the invite, not one asked for', async () => {
    const { code } = await invite(member, { role: 'guest' });
    expect(await register({ invite: code })).toMatchObject({ status: 201, role: 'guest' });
    expect(codeOf(await register({ invite: code, role: 'admin' }))).toBe('validation.failed');
  });

  it('does not count a use where no account came of it', async () => {
    const { id, code } = await invite(owner, { maxUses: 1 });
    expect(codeOf(await register({ invite: code, username: 'owner' }))).toBe('username.taken');
    expect((await invitesOf(owner)).items.find((one) => one.id === id)?.uses).toBe(0);
    expect((await register({ invite: code })).status).toBe(201);
  });

  it('lets one in of ten who race for the last use', async () => {
    const { id, code } = await invite(owner, { maxUses: 1 });
    const answers = await Promise.all(Array.from({ length: 10 }, () => register({ invite: code })));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter((answer) => codeOf(answer) === 'invite.invalid')).toHaveLength(9);
    expect((await invitesOf(owner)).items.find((one) => one.id === id)?.uses).toBe(1);
  });
});

describe('an invite', () => {
  it('is a link with a secret of 128 bits that says who invites where', async () => {
    await owner.ask('PATCH', '/api/server', { name: 'Harbour' });
    const made = await invite(member, { expiresInHours: 1, maxUses: 3 });
    expect(made).toEqual({
      ...{ id: expect.any(String), code: expect.stringMatching(/^[\w-]{22}$/), role: 'member', maxUses: 3, uses: 0 },
      ...{ url: `https://chat.example.org/join/${made.code}`, revokedAt: null },
      ...{ createdBy: { id: member.id, name: 'member' }, createdAt: expect.any(String), expiresAt: expect.any(String) },
    });
    expect(Date.parse(made.expiresAt ?? '') - Date.parse(made.createdAt)).toBeLessThanOrEqual(3_600_000 + 5_000);
    expect((await preview(made.code)).body).toEqual({
      serverName: 'Harbour',
      invitedBy: 'member',
    } satisfies InvitePreview);
  });

  it('lasts a week unless it says otherwise', async () => {
    const week = await invite(member);
    expect(Date.parse(week.expiresAt ?? '') - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
    expect(await invite(member, { expiresInHours: 0, maxUses: 0 })).toMatchObject({ expiresAt: null, maxUses: null });
  });

  it('is made once, however often it is asked for', async () => {
    const clientId = randomUUID();
    const answers = await Promise.all(
      [clientId, clientId.toUpperCase(), clientId].map((id) => member.ask('POST', '/api/invites', { clientId: id })),
    );
    expect(new Set(answers.map(({ body }) => (body as Invite).id)).size).toBe(1);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect((await other.ask('POST', '/api/invites', { clientId })).status).toBe(201);
  });

  it('gives the same answer when it never was, is over, was revoked, is used up, or its maker may no longer invite', async () => {
    const maker = await crowd.join();
    const demoted = await crowd.join();
    const over = await invite(member);
    const revoked = await invite(member);
    const used = await invite(member, { maxUses: 1 });
    const orphan = await invite(maker);
    const fallen = await invite(demoted);
    for (const { code } of [over, revoked, used, orphan, fallen]) expect((await preview(code)).status).toBe(200);
    await sql(`UPDATE invites SET expires_at = now() - interval '1 second' WHERE id = $1`, [over.id]);
    expect((await member.ask('DELETE', `/api/invites/${revoked.id}`)).status).toBe(204);
    await register({ invite: used.code });
    await sql('UPDATE users SET suspended_at = now() WHERE id = $1', [maker.id]);
    await sql(`UPDATE users SET role = 'guest' WHERE id = $1`, [demoted.id]);
    const codes = [over, revoked, used, orphan, fallen].map(({ code }) => code);
    for (const code of [...codes, 'A'.repeat(22), 'nonsense', '__proto__', '%00', 'a'.repeat(5_000)]) {
      const { status, body } = await preview(code);
      const { requestId: _, ...rest } = body as HttpError;
      expect([status, rest]).toEqual([
        403,
        { code: 'invite.invalid', message: 'This invite does not work, or no longer.' },
      ]);
    }
    for (const code of codes) expect(codeOf(await register({ invite: code }))).toBe('invite.invalid');
  });

  it('of somebody else is neither seen nor revoked, and looks like none', async () => {
    const made = await invite(member);
    expect((await invitesOf(other)).items.map(({ id }) => id)).not.toContain(made.id);
    const foreign = await other.ask('DELETE', `/api/invites/${made.id}`);
    const none = await other.ask('DELETE', `/api/invites/${randomUUID()}`);
    expect([foreign.status, codeOf(foreign)]).toEqual([404, 'not_found']);
    expect([none.status, codeOf(none)]).toEqual([404, 'not_found']);
    expect((await preview(made.code)).status).toBe(200);
  });

  it('is seen and revoked by who manages invites', async () => {
    const made = await invite(member);
    expect((await invitesOf(owner)).items.map(({ id }) => id)).toContain(made.id);
    for (let time = 0; time < 2; time += 1) {
      expect((await owner.ask('DELETE', `/api/invites/${made.id}`)).status).toBe(204);
    }
    expect(codeOf(await preview(made.code))).toBe('invite.invalid');
  });

  it('list reads page by page, the newest first', async () => {
    const maker = await crowd.join();
    const made: string[] = [];
    for (let time = 0; time < 3; time += 1) made.unshift((await invite(maker)).id);
    const first = await maker.get<Page<Invite>>('/api/invites?limit=2');
    const second = await maker.get<Page<Invite>>(`/api/invites?limit=2&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(made);
    expect(second.nextCursor).toBeNull();
  });

  it.each([
    ['a role above', { role: 'moderator' }],
    ['a time below zero', { expiresInHours: -1 }],
    ['a time without end', { expiresInHours: 1e9 }],
    ['too many uses', { maxUses: 1e9 }],
    ['half a use', { maxUses: 0.5 }],
    ['a code of one’s own', { code: 'A'.repeat(22) }],
    ['another maker', { createdBy: randomUUID() }],
    ['null', { maxUses: null }],
  ])('with %s is refused', async (_, body) => {
    expect(codeOf(await member.ask('POST', '/api/invites', body))).toBe('validation.failed');
  });

  it('flood: many made at once are no more than one may have', async () => {
    const hoarder = await crowd.join();
    await sql(
      `INSERT INTO invites (id, code, created_by)
       SELECT gen_random_uuid(), left(md5(n::text), 22), $1 FROM generate_series(1, $2) n`,
      [hoarder.id, limits.invitesMax - 3],
    );
    const made = await Promise.all(Array.from({ length: 12 }, () => hoarder.ask('POST', '/api/invites', {})));
    const refused = made.filter(({ status }) => status !== 201);
    expect(refused.map(codeOf)).toEqual(Array(9).fill('validation.failed'));
  });

  it('is not made by guests', async () => {
    const guest = await crowd.join();
    await sql(`UPDATE users SET role = 'guest' WHERE id = $1`, [guest.id]);
    expect(codeOf(await guest.ask('POST', '/api/invites', {}))).toBe('forbidden');
  });
});
