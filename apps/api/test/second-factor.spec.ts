import { type HttpError, type Security, type SignedIn, type TotpSetup, cookieNames } from '@parley/contracts';
import { Authenticator } from './authenticator';
import { Crowd } from './crowd';
import { request } from './person';
import { type TestServer, startServer } from './server';

let server: TestServer;
const crowd = new Crowd(() => server.url);
beforeAll(async () => (server = await startServer()));
afterAll(() => server.close());
afterEach(() => crowd.leave());

const outcome = ({ status, body }: { status: number; body: unknown }) => [status, (body as HttpError).code];
const isSignedIn = ({ status, body }: { status: number; body: unknown }) =>
  status === 200 && typeof (body as SignedIn).accessToken === 'string';

describe('setting a second factor up', () => {
  it('is in force from the first right code on, and not before', async () => {
    const mira = await crowd.join();
    const security = () => mira.get<Security>('/api/users/me/security');
    const none = { hasPassword: true, totp: null, recoveryCodesLeft: 0, stepUpMethods: ['password'] };
    expect(await security()).toEqual(none);
    const begun = await mira.ask('POST', '/api/users/me/totp');
    expect(begun.status).toBe(201);
    expect((begun.body as TotpSetup).uri).toContain(encodeURIComponent(mira.user.email));
    expect(await security()).toEqual(none);
    const authenticator = await Authenticator.enrol(server, mira);
    expect(authenticator.recoveryCodes).toHaveLength(10);
    expect(await security()).toEqual({
      hasPassword: true,
      totp: { enabledAt: expect.any(String) },
      recoveryCodesLeft: 10,
      stepUpMethods: ['password', 'totp', 'recovery'],
    });
  });

  it('refuses a wrong code, a second one, and to confirm nothing', async () => {
    const mira = await crowd.join();
    const confirm = (code: string) => mira.ask('POST', '/api/users/me/totp/confirm', { code });
    expect(outcome(await confirm('123456'))).toEqual([409, 'auth.second_factor_unset']);
    await mira.ask('POST', '/api/users/me/totp');
    expect(outcome(await confirm('not it'))).toEqual([401, 'auth.code_invalid']);
    await Authenticator.enrol(server, mira);
    expect(outcome(await mira.ask('POST', '/api/users/me/totp'))).toEqual([409, 'auth.second_factor_set']);
    expect(outcome(await confirm('123456'))).toEqual([409, 'auth.second_factor_unset']);
  });

  it('ends the other sessions and their sockets, and so does taking it away', async () => {
    const mira = await crowd.join();
    const elsewhere = async () => {
      const body = { login: mira.user.username, password: mira.password, session: 'token' };
      return (await request(server.url, 'POST', '/api/auth/login', { body })).body as SignedIn;
    };
    const before = await mira.connect({ token: (await elsewhere()).accessToken });
    const here = await mira.connect();
    const authenticator = await Authenticator.enrol(server, mira);
    expect(await before.isClosed()).toBe(true);
    const { challenge } = await authenticator.challenge();
    const after = await mira.connect({
      token: (await authenticator.answer(challenge, authenticator.code(1))).body.accessToken,
    });
    expect((await mira.ask('DELETE', '/api/users/me/totp')).status).toBe(204);
    expect(await after.isClosed()).toBe(true);
    expect(here.socket.connected).toBe(true);
    expect((await elsewhere()).accessToken).toEqual(expect.any(String));
    expect(outcome(await mira.ask('DELETE', '/api/users/me/totp'))).toEqual([409, 'auth.second_factor_unset']);
  });
});

describe('signing in with a second factor', () => {
  it('takes the password first, then a code, and then sets the cookies', async () => {
    const mira = await crowd.join();
    const authenticator = await Authenticator.enrol(server, mira);
    const login = { login: mira.user.username, password: mira.password };
    const first = await request(server.url, 'POST', '/api/auth/login', { body: login });
    expect([first.status, first.body, first.headers.getSetCookie()]).toEqual([
      200,
      { challenge: expect.any(String), methods: ['totp', 'recovery'] },
      [],
    ]);
    const { challenge } = first.body as { challenge: string };
    const body = { challenge, method: 'totp', code: authenticator.code(1) };
    const second = await request(server.url, 'POST', '/api/auth/second-factor', { body });
    expect(isSignedIn(second)).toBe(true);
    const cookies = second.headers.getSetCookie().map((line) => line.split('=')[0]);
    expect(cookies).toEqual([cookieNames.access, cookieNames.refresh]);
  });

  it('takes each recovery code once, however it was written down, and counts what is left', async () => {
    const mira = await crowd.join();
    const authenticator = await Authenticator.enrol(server, mira);
    const [code = ''] = authenticator.recoveryCodes;
    const written = ` ${code.toLowerCase().replaceAll('-', ' ')} `;
    const first = await authenticator.challenge();
    expect(isSignedIn(await authenticator.answer(first.challenge, written, 'recovery'))).toBe(true);
    const second = await authenticator.challenge();
    expect(outcome(await authenticator.answer(second.challenge, code, 'recovery'))).toEqual([401, 'auth.code_invalid']);
    expect((await mira.get<Security>('/api/users/me/security')).recoveryCodesLeft).toBe(9);
  });

  it('ends the old recovery codes when there are new ones', async () => {
    const mira = await crowd.join();
    const authenticator = await Authenticator.enrol(server, mira);
    const { status, body } = await mira.ask('POST', '/api/users/me/recovery-codes');
    expect(status).toBe(200);
    const [fresh = ''] = (body as { codes: string[] }).codes;
    const [old = ''] = authenticator.recoveryCodes;
    const { challenge } = await authenticator.challenge();
    expect(outcome(await authenticator.answer(challenge, old, 'recovery'))).toEqual([401, 'auth.code_invalid']);
    expect(isSignedIn(await authenticator.answer(challenge, fresh, 'recovery'))).toBe(true);
  });

  it('takes a code of the clock half a minute away, and no further', async () => {
    const mira = await crowd.join();
    const authenticator = await Authenticator.enrol(server, mira);
    // Or the half minute could end between the code and its check.
    const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now());
    for (const [steps, taken] of [
      [-2, false],
      [-1, true],
      [1, true],
      [3, false],
    ] as const) {
      await authenticator.forgetSpent();
      const { challenge } = await authenticator.challenge();
      expect([steps, isSignedIn(await authenticator.answer(challenge, authenticator.code(steps)))]).toEqual([
        steps,
        taken,
      ]);
    }
    clock.mockRestore();
  });
});
