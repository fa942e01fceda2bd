import type { ErrorBody, HttpError, SignedIn, SteppedUp } from '@parley/contracts';
import { EntranceService } from '../src/modules/auth/entrance/entrance.service';
import { Database } from '../src/platform/database';
import { UsersService } from '../src/modules/users';
import { Authenticator } from './authenticator';
import { Crowd } from './crowd';
import { type Person, request } from './person';
import { type TestServer, startServer } from './server';

let server: TestServer;
const crowd = new Crowd(() => server.url);
beforeAll(async () => (server = await startServer()));
afterAll(() => server.close());

const outcome = ({ status, body }: { status: number; body: unknown }) => [status, (body as HttpError).code];
const prisma = () => server.app.get(Database).prisma;

/** As if the last proof were this long ago. */
const age = ({ id }: Person, minutes: number) => prisma().$executeRaw`
  UPDATE sessions SET proven_at = now() - make_interval(mins => ${minutes}) WHERE user_id = ${id}::uuid`;

const sensitive = (person: Person, token = person.tokens.accessToken) =>
  request(server.url, 'POST', '/api/users/me/totp', { headers: { authorization: `Bearer ${token}` } });

const stepUp = (person: Person, method: string, secret: string) =>
  person.ask('POST', '/api/auth/step-up', { method, secret });

describe('a sensitive change', () => {
  it('is possible for ten minutes after signing in, then asks for a proof, and then is possible again', async () => {
    const mira = await crowd.join();
    expect((await sensitive(mira)).status).toBe(201);
    await age(mira, 9);
    expect((await sensitive(mira)).status).toBe(201);
    await age(mira, 11);
    const refused = await sensitive(mira);
    expect([refused.status, refused.body]).toMatchObject([
      403,
      { code: 'auth.step_up_required', details: { methods: ['password'] } },
    ]);
    const proof = await stepUp(mira, 'password', mira.password);
    expect([proof.status, (proof.body as SteppedUp).expiresIn]).toEqual([200, 600]);
    expect((await sensitive(mira)).status).toBe(201);
  });

  it('takes the code of the second factor for a proof, or a recovery code', async () => {
    const mira = await crowd.join();
    const authenticator = await Authenticator.enrol(server, mira);
    const [recovery = ''] = authenticator.recoveryCodes;
    for (const [method, secret] of [
      ['totp', authenticator.code(1)],
      ['recovery', recovery],
    ] as const) {
      await age(mira, 11);
      const { details } = (await sensitive(mira)).body as ErrorBody;
      expect(details).toEqual({ methods: ['password', 'totp', 'recovery'] });
      expect((await stepUp(mira, method, secret)).status).toBe(200);
      expect(outcome(await sensitive(mira))).toEqual([409, 'auth.second_factor_set']);
    }
  });

  it('is not proven by a mailed code where there is a password', async () => {
    const mira = await crowd.join();
    const person = await server.app.get(UsersService, { strict: false }).find(mira.id);
    const entrance = server.app.get(EntranceService, { strict: false });
    const enter = async (): Promise<string> => {
      const entered = await entrance.enter({ person, shownBy: 'code' }, { userAgent: null, address: null });
      return 'tokens' in entered ? entered.tokens.accessToken : '';
    };
    expect(outcome(await sensitive(mira, await enter()))).toEqual([403, 'auth.step_up_required']);
    await prisma().credential.delete({ where: { userId: mira.id } });
    expect((await sensitive(mira, await enter())).status).toBe(201);
    await age(mira, 11);
    const { details } = (await sensitive(mira)).body as ErrorBody;
    expect(details).toEqual({ methods: ['email'] });
  });
});

describe('guessing the proof of a stolen session', () => {
  it('ends after five, even for the right password, and proves nothing', async () => {
    const mira = await crowd.join();
    await age(mira, 11);
    const wrong = await Promise.all(
      Array.from({ length: 8 }, (_, i) => stepUp(mira, 'password', `guess ${i} of many`)),
    );
    expect(wrong.map(outcome).filter(([, code]) => code === 'auth.code_invalid')).toHaveLength(5);
    const right = await stepUp(mira, 'password', mira.password);
    expect(outcome(right)).toEqual([429, 'rate.limited']);
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(outcome(await sensitive(mira))).toEqual([403, 'auth.step_up_required']);
  });

  it('does not count what was right', async () => {
    const mira = await crowd.join();
    for (let i = 0; i < 7; i += 1) expect((await stepUp(mira, 'password', mira.password)).status).toBe(200);
  });

  it('proves one session and no other', async () => {
    const mira = await crowd.join();
    const body = { login: mira.user.username, password: mira.password, session: 'token' };
    const other = (await request(server.url, 'POST', '/api/auth/login', { body })).body as SignedIn;
    await age(mira, 11);
    expect((await stepUp(mira, 'password', mira.password)).status).toBe(200);
    expect(outcome(await sensitive(mira, other.accessToken))).toEqual([403, 'auth.step_up_required']);
  });

  it.each([
    ['a method they do not have', 'totp', '123456'],
    ['a mailed code where there is a password', 'email', '123456'],
  ])('does not work by %s', async (_, method, secret) => {
    const mira = await crowd.join();
    expect(outcome(await stepUp(mira, method, secret))).toEqual([401, 'auth.code_invalid']);
  });

  it('asks who it is first', async () => {
    const body = { method: 'password', secret: 'correct horse battery' };
    expect(outcome(await request(server.url, 'POST', '/api/auth/step-up', { body }))).toEqual([401, 'auth.required']);
  });
});
