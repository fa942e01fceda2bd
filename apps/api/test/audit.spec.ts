import type { AuditEntry, HttpError, Page, SignedIn } from '@parley/contracts';
import { Database } from '../src/platform/database';
import { Authenticator } from './authenticator';
import { Crowd } from './crowd';
import { type Person, request } from './person';
import { type TestServer, startServer } from './server';

let server: TestServer;
let owner: Person;
let member: Person;
const crowd = new Crowd(() => server.url);
beforeAll(async () => {
  server = await startServer();
  owner = await crowd.join('owner');
  member = await crowd.join('member');
});
afterAll(() => server.close());

const page = (query = '') => owner.get<Page<AuditEntry>>(`/api/admin/audit${query}`);

async function auditOf(app: TestServer['app']) {
  const { Audit } = await import('../src/modules/audit');
  return app.get(Audit);
}

describe('audit records', () => {
  it('are for those who look after the server', async () => {
    const answer = await member.ask('GET', '/api/admin/audit');
    expect([answer.status, (answer.body as HttpError).code]).toEqual([403, 'forbidden']);
    expect((await page()).items).toEqual(expect.any(Array));
  });

  it('say who did what to whom, from where, the latest first, page by page', async () => {
    const audit = await auditOf(server.app);
    const device = { address: '192.0.2.7', userAgent: 'Firefox' };
    for (let n = 0; n < 5; n += 1)
      await audit.record({ type: 'server_changed', actorId: owner.id, subjectId: member.id, device, data: { n } });
    const first = await page('?type=server_changed&limit=3');
    expect(first.items.map(({ data }) => data)).toEqual([{ n: 4 }, { n: 3 }, { n: 2 }]);
    expect(first.items[0]).toEqual({
      id: expect.any(String),
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      type: 'server_changed',
      actor: { id: owner.id, username: 'owner' },
      subject: { id: member.id, username: 'member' },
      ...device,
      data: { n: 4 },
    });
    const second = await page(`?type=server_changed&limit=3&cursor=${first.nextCursor}`);
    expect([second.items.map(({ data }) => data), second.nextCursor]).toEqual([[{ n: 1 }, { n: 0 }], null]);
    expect((await page(`?userId=${member.id}&type=server_changed`)).items).toHaveLength(5);
    expect((await owner.ask('GET', '/api/admin/audit?cursor=nonsense')).status).toBe(400);
    expect((await owner.ask('GET', '/api/admin/audit?type=nonsense')).status).toBe(400);
  });

  it('take what strangers typed, and stay small', async () => {
    const audit = await auditOf(server.app);
    const data = { odd: 'a\0b\ud800', long: 'x'.repeat(10_000) };
    await audit.record({ type: 'user_blocked', device: { address: null, userAgent: 'y\0' }, data });
    const [entry] = (await page('?type=user_blocked')).items;
    expect(entry).toMatchObject({ actor: null, subject: null, userAgent: 'y\ufffd' });
    expect(entry?.data).toEqual({ odd: 'a\ufffdb\ufffd', long: 'x'.repeat(200) });
  });

  it('are not there when what they tell of was undone', async () => {
    const audit = await auditOf(server.app);
    const undone = server.app.get(Database).transaction(async (transaction) => {
      await audit.record({ type: 'user_unblocked', actorId: owner.id }, transaction);
      throw new Error('changed its mind');
    });
    await expect(undone).rejects.toThrow('changed its mind');
    expect((await page('?type=user_unblocked')).items).toEqual([]);
  });

  it('tell the life of an account: registered, signed in, password changed, signed out', async () => {
    const mira = await crowd.join('mira');
    const changed = await mira.ask('POST', '/api/users/me/password', { password: 'another horse battery' });
    expect(changed.status).toBe(204);
    expect((await mira.ask('POST', '/api/auth/logout', {})).status).toBe(204);
    const { items } = await page(`?userId=${mira.id}`);
    const types = items.map(({ type }) => type);
    expect(types.toReversed()).toEqual(['registered', 'signed_in', 'password_changed', 'signed_out']);
    for (const { actor, address } of items) expect([actor?.username, address]).toEqual(['mira', '127.0.0.1']);
  });

  it('are forgotten after 400 days', async () => {
    const audit = await auditOf(server.app);
    const { AuditCleanup } = await import('../src/modules/audit/audit-cleanup.worker');
    await audit.record({ type: 'invite_revoked', data: { age: 399 } });
    await audit.record({ type: 'invite_revoked', data: { age: 401 } });
    await server.app.get(Database).pool
      .query(`UPDATE audit_entries SET at = now() - make_interval(days => (data->>'age')::int)
                   WHERE type = 'invite_revoked'`);
    await server.app.get(AuditCleanup, { strict: false }).run(new AbortController().signal);
    expect((await page('?type=invite_revoked')).items.map(({ data }) => data)).toEqual([{ age: 399 }]);
  });
});

describe('what signing in leaves behind', () => {
  const typesOf = async (person: Person) => (await page(`?userId=${person.id}`)).items.map(({ type }) => type);
  const post = (path: string, body: object) => request(server.url, 'POST', path, { body });

  it('is a record of each way in and out, and of a token used twice', async () => {
    const person = await crowd.join();
    const { refreshToken } = person.tokens;
    const login = { login: person.user.username, password: person.password, session: 'token' };
    const { body: elsewhere } = await post('/api/auth/login', login);
    await post('/api/auth/logout', { refreshToken: (elsewhere as SignedIn).refreshToken });
    await post('/api/auth/logout', { refreshToken: (elsewhere as SignedIn).refreshToken });
    await person.ask('DELETE', '/api/users/me/sessions');
    await post('/api/auth/refresh', { refreshToken });
    await server.app.get(Database).prisma
      .$executeRaw`UPDATE refresh_tokens SET replaced_at = replaced_at - interval '11 seconds'`;
    await post('/api/auth/refresh', { refreshToken });
    await post('/api/auth/refresh', { refreshToken });
    const told = (await typesOf(person)).filter((type) => type !== 'registered');
    expect(told).toEqual(['refresh_reused', 'session_revoked', 'signed_out', 'signed_in', 'signed_in']);
  });

  it('is a record of what happens to a second factor', async () => {
    const person = await crowd.join();
    const authenticator = await Authenticator.enrol(server, person);
    const { challenge } = await authenticator.challenge();
    await authenticator.answer(challenge, authenticator.wrongCode());
    await authenticator.answer(challenge, authenticator.recoveryCodes[0] ?? '', 'recovery');
    await person.ask('POST', '/api/auth/step-up', { method: 'password', secret: 'not that horse' });
    await person.ask('POST', '/api/users/me/recovery-codes');
    await person.ask('DELETE', '/api/users/me/totp');
    const told = (await typesOf(person)).filter((type) => type !== 'registered');
    expect(told).toEqual([
      'second_factor_disabled',
      'recovery_codes_renewed',
      'step_up_failed',
      'signed_in',
      'recovery_code_used',
      'second_factor_failed',
      'second_factor_enabled',
      'signed_in',
    ]);
  });
});
