import { JwtService } from '@nestjs/jwt';
import { type HttpError, type SignedIn, clientEvents } from '@parley/contracts';
import { setTimeout as sleep } from 'node:timers/promises';
import { SessionsService } from '../src/modules/auth';
import { UsersService } from '../src/modules/users';
import { Database } from '../src/platform/database';
import { Crowd } from './crowd';
import { type Person, request } from './person';
import { type TestServer, startServer } from './server';

const key = 'only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz';

let server: TestServer;
const crowd = new Crowd(() => server.url);
beforeAll(async () => (server = await startServer()));
afterAll(() => server.close());
afterEach(() => crowd.leave());

const outcome = ({ status, body }: { status: number; body: unknown }) => [status, (body as HttpError).code];
const device = { userAgent: null, address: null };
const sidOf = (token: string): string =>
  (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { sid: string }).sid;
const me = (token: string) =>
  request(server.url, 'GET', '/api/users/me', { headers: { authorization: `Bearer ${token}` } });
const sessions = () => server.app.get(SessionsService);

async function signIn({ user, password }: Person): Promise<SignedIn> {
  const body = { login: user.username, password, session: 'token' };
  return (await request(server.url, 'POST', '/api/auth/login', { body })).body as SignedIn;
}

/** A token of a session as this server signs them. */
const tokenOf = (person: Person, sid: string, expiresIn = 60) =>
  new JwtService({ secret: key }).sign(
    { sid },
    { subject: person.id, issuer: 'parley', audience: 'parley:access', expiresIn },
  );

/** As a moderator does it: the mark and the end of the sessions are one transaction. */
async function suspend({ id }: { id: string }): Promise<void> {
  const tell = await server.app.get(Database).transaction(async (transaction) => {
    await transaction.user.update({ where: { id }, data: { suspendedAt: new Date() } });
    return sessions().endAllIn(transaction, id);
  });
  tell();
}

describe('a stolen session id', () => {
  it('is no token, neither over HTTP nor at the handshake nor as a refresh token', async () => {
    const mira = await crowd.join();
    const sid = sidOf(mira.tokens.accessToken);
    expect(outcome(await me(sid))).toEqual([401, 'auth.token_invalid']);
    await expect(mira.connect({ token: sid })).rejects.toMatchObject({ data: { code: 'auth.token_invalid' } });
    const refresh = await request(server.url, 'POST', '/api/auth/refresh', { body: { refreshToken: sid } });
    expect(outcome(refresh)).toEqual([401, 'auth.refresh_invalid']);
  });

  it('ends nobody else’s session', async () => {
    const mira = await crowd.join();
    const mallory = await crowd.join();
    const path = `/api/users/me/sessions/${sidOf(mira.tokens.accessToken)}`;
    expect(outcome(await mallory.ask('DELETE', path))).toEqual([404, 'not_found']);
    expect((await me(mira.tokens.accessToken)).status).toBe(200);
  });
});

describe('a token from before JWT_EXPIRATION was made shorter', () => {
  const week = 7 * 86_400;
  const bornAgo = (person: Person, seconds: number) =>
    new JwtService({ secret: key }).sign(
      { sid: sidOf(person.tokens.accessToken), iat: Math.floor(Date.now() / 1000) - seconds },
      { subject: person.id, issuer: 'parley', audience: 'parley:access', expiresIn: week },
    );

  it('lives no longer than ended sessions are remembered, over HTTP and at the handshake', async () => {
    const mira = await crowd.join();
    const [young, old] = [bornAgo(mira, 600), bornAgo(mira, 1_000)];
    expect((await me(young)).status).toBe(200);
    expect(outcome(await me(old))).toEqual([401, 'auth.token_expired']);
    await expect(mira.connect({ token: old })).rejects.toMatchObject({ data: { code: 'auth.token_expired' } });
    const socket = await mira.connect({ token: young });
    const { expiresIn } = await socket.ask(clientEvents.sessionRenew, { token: young });
    expect(expiresIn).toBeLessThanOrEqual(300);
  });
});

describe('renewing a socket', () => {
  it('takes a fresh token of its own session', async () => {
    const mira = await crowd.join();
    const socket = await mira.connect();
    const body = { refreshToken: mira.tokens.refreshToken };
    const { accessToken } = (await request(server.url, 'POST', '/api/auth/refresh', { body })).body as SignedIn;
    const { expiresIn } = await socket.ask(clientEvents.sessionRenew, { token: accessToken });
    expect(expiresIn).toBeGreaterThan(890);
  });

  it('goes on after its token has expired, and can be renewed within the minute', async () => {
    const mira = await crowd.join();
    const sid = sidOf(mira.tokens.accessToken);
    // Long enough for a slow machine to connect with it.
    const token = tokenOf(mira, sid, 4);
    const socket = await mira.connect({ token });
    while ((await me(token)).status === 200) await sleep(100);
    expect(outcome(await me(token))).toEqual([401, 'auth.token_expired']);
    await expect(mira.connect({ token })).rejects.toMatchObject({ data: { code: 'auth.token_expired' } });
    expect(socket.socket.connected).toBe(true);
    expect(await socket.emit(clientEvents.sessionRenew, { token })).toMatchObject({
      ok: false,
      error: { code: 'auth.token_expired' },
    });
    expect(await socket.ask(clientEvents.sessionRenew, { token: tokenOf(mira, sid) })).toEqual({
      expiresIn: expect.any(Number),
    });
  });

  it('refuses another person’s token, another session’s, an ended one’s, and nonsense, and changes nothing', async () => {
    const mira = await crowd.join();
    const noor = await crowd.join();
    const [other, ended] = [await signIn(mira), await signIn(mira)];
    await sessions().end(sidOf(ended.accessToken));
    const socket = await mira.connect();
    const { id } = await mira.openDirect(noor);
    const renew = (payload: unknown) => socket.emit(clientEvents.sessionRenew, payload);
    for (const [token, code] of [
      [noor.tokens.accessToken, 'auth.token_invalid'],
      [tokenOf(noor, sidOf(mira.tokens.accessToken)), 'auth.token_invalid'],
      [other.accessToken, 'auth.token_invalid'],
      [ended.accessToken, 'auth.session_revoked'],
      [mira.tokens.refreshToken, 'auth.token_invalid'],
      ['', 'auth.token_invalid'],
      [null, 'validation.failed'],
      [{ $ne: null }, 'validation.failed'],
      ['x'.repeat(5_000), 'validation.failed'],
    ])
      expect([token, await renew({ token })]).toMatchObject([token, { ok: false, error: { code } }]);
    expect((await socket.send(id, 'still Mira')).senderId).toBe(mira.id);
  });
});

describe('a revoked token on an open socket', () => {
  it('closes it at once on this node, however it was revoked, and opens no other', async () => {
    const ways: [string, (person: Person) => Promise<unknown>][] = [
      ['signed out', (person) => person.ask('POST', '/api/auth/logout', {})],
      ['ended alone', ({ tokens }) => sessions().end(sidOf(tokens.accessToken))],
      ['ended with all', ({ id }) => sessions().endAllOf(id)],
      ['suspended', suspend],
    ];
    for (const [way, revoke] of ways) {
      const mira = await crowd.join();
      const socket = await mira.connect();
      await revoke(mira);
      expect([way, await socket.isClosed(), socket.heard('session:revoked')]).toEqual([
        way,
        true,
        [{ reason: 'revoked' }],
      ]);
      expect([way, ...outcome(await me(mira.tokens.accessToken))]).toEqual([way, 401, 'auth.session_revoked']);
      await expect(mira.connect()).rejects.toMatchObject({ data: { code: 'auth.session_revoked' } });
    }
  });

  it('costs no statement on the way of a message', async () => {
    const { mira, id } = await crowd.pair();
    const socket = await mira.connect();
    await socket.send(id, 'one');
    const asked: string[] = [];
    const pool = server.app.get(Database).pool;
    const query = jest.spyOn(pool, 'query');
    await socket.send(id, 'two');
    for (const [statement] of query.mock.calls as unknown[][]) asked.push(JSON.stringify(statement));
    query.mockRestore();
    const ofSessions = asked.filter((text) => /sessions|suspended/.test(text) && !text.includes('sessions_revoked'));
    expect(ofSessions).toEqual([]);
  });
});

describe('a suspended person', () => {
  it('is told so only after the right password', async () => {
    const mira = await crowd.join();
    await suspend(mira);
    const login = (password: string) =>
      request(server.url, 'POST', '/api/auth/login', { body: { login: mira.user.username, password } });
    expect(outcome(await login(mira.password))).toEqual([403, 'auth.suspended']);
    expect(outcome(await login('wrong horse battery'))).toEqual([401, 'auth.invalid_credentials']);
    const refresh = await request(server.url, 'POST', '/api/auth/refresh', {
      body: { refreshToken: mira.tokens.refreshToken },
    });
    expect(outcome(refresh)).toEqual([401, 'auth.refresh_invalid']);
  });

  it('keeps no session opened in the same moment', async () => {
    let opened = 0;
    for (let round = 0; round < 15; round += 1) {
      const mira = await crowd.join();
      const person = await server.app.get(UsersService).find(mira.id);
      const open = async (afterMs: number) => {
        await sleep(afterMs);
        return sessions().open(person, device, true);
      };
      // A little later each round: on a slow machine none would come in time otherwise.
      const late = sleep(2 * round).then(() => suspend(mira));
      const [, ...tries] = await Promise.allSettled([late, ...[0, 0, 1, 1, 2, 2, 3, 4].map(open)]);
      for (const each of tries) {
        if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'auth.suspended' });
        else opened += 1;
        if (each.status === 'fulfilled') expect(outcome(await me(each.value.accessToken))[0]).toBe(401);
      }
      const left = { userId: mira.id, revokedAt: null };
      expect(await server.app.get(Database).prisma.session.count({ where: left })).toBe(0);
    }
    // Where none came in time the test has shown nothing.
    expect(opened).toBeGreaterThan(0);
  });
});

describe('a sign-in that began before all sessions ended', () => {
  it('opens none after it', async () => {
    const mira = await crowd.join();
    const begun = await server.app.get(UsersService).find(mira.id);
    await sessions().endAllOf(mira.id);
    await expect(sessions().open(begun, device, true)).rejects.toMatchObject({ code: 'auth.invalid_credentials' });
    expect((await signIn(mira)).accessToken).toEqual(expect.any(String));
  });
});

describe('a socket that connects while its session ends', () => {
  it('does not stay', async () => {
    for (let round = 0; round < 10; round += 1) {
      const mira = await crowd.join();
      const [connected] = await Promise.allSettled([mira.connect(), sessions().end(sidOf(mira.tokens.accessToken))]);
      if (connected.status === 'fulfilled') expect(await connected.value.isClosed()).toBe(true);
      else expect(connected.reason).toMatchObject({ data: { code: 'auth.session_revoked' } });
    }
  });
});
