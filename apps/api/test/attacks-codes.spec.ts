import type { SignedIn } from '@parley/contracts';
import { Settings } from '../src/platform/database';
import { cacheAway } from '../src/platform/cache';
import { MailHouse, codeOf, wrongFor } from './mail-house';
import { codeIn } from './mail-server';
import { Person } from './person';

const house = new MailHouse();
const { otp, verify, send, nthCode } = house;

afterEach(() => jest.restoreAllMocks());

describe('guessing a code', () => {
  beforeAll(() => house.start());
  afterAll(house.close);

  it('OTP brute force: five guesses, then the right one does not help either', async () => {
    await otp('brute@example.org');
    const code = await nthCode('brute@example.org');
    for (let n = 1; n <= 5; n += 1)
      expect(codeOf(await verify('brute@example.org', wrongFor(code, n)))).toBe('auth.code_invalid');
    const late = await verify('brute@example.org', code);
    expect([late.status, codeOf(late)]).toEqual([401, 'auth.code_invalid']);
    await otp('brute@example.org');
    expect((await verify('brute@example.org', await nthCode('brute@example.org', 2))).status).toBe(200);
  });

  it('OTP brute force at once: of a hundred guesses five are looked at', async () => {
    await otp('burst@example.org');
    const code = await nthCode('burst@example.org');
    const guesses = Array.from({ length: 100 }, (_, n) =>
      verify('burst@example.org', n < 99 ? wrongFor(code, n + 1) : code),
    );
    expect((await Promise.all(guesses)).map(({ status }) => status)).toEqual(Array(100).fill(401));
  });

  it('premise: the fifth guess may still be right', async () => {
    await otp('fifth@example.org');
    const code = await nthCode('fifth@example.org');
    for (let n = 1; n <= 4; n += 1) await verify('fifth@example.org', wrongFor(code, n));
    expect((await verify('fifth@example.org', code)).status).toBe(200);
  });

  it('OTP replay: a used code is used up', async () => {
    await otp('replay@example.org');
    const code = await nthCode('replay@example.org');
    expect((await verify('replay@example.org', code)).status).toBe(200);
    expect(codeOf(await verify('replay@example.org', code))).toBe('auth.code_invalid');
  });

  it('OTP double use: of five at once one signs in, and there is one account', async () => {
    await otp('twice@example.org');
    const code = await nthCode('twice@example.org');
    const all = await Promise.all(Array.from({ length: 5 }, () => verify('twice@example.org', code)));
    expect(all.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401, 401, 401, 401]);
    expect(await house.database.prisma.session.count({ where: { user: { email: 'twice@example.org' } } })).toBe(1);
  });

  it('a code for one address is none for another', async () => {
    const victim = await Person.join(house.server.url, 'victim');
    await otp('attacker@example.org');
    await otp('victim@example.org');
    const code = await nthCode('attacker@example.org');
    if (code === (await nthCode('victim@example.org'))) return;
    expect(codeOf(await verify('victim@example.org', code))).toBe('auth.code_invalid');
    const { body } = await verify('attacker@example.org', code);
    expect((body as SignedIn).user.id).not.toBe(victim.id);
  });

  it('an old code ends when a new one is asked for', async () => {
    await otp('older@example.org');
    const old = await nthCode('older@example.org');
    await otp('older@example.org');
    const code = await nthCode('older@example.org', 2);
    if (old !== code) expect(codeOf(await verify('older@example.org', old))).toBe('auth.code_invalid');
    expect((await verify('older@example.org', code)).status).toBe(200);
  });

  it('an expired code is none', async () => {
    await otp('slow@example.org');
    await otp('quick@example.org');
    const [slow, quick] = [await nthCode('slow@example.org'), await nthCode('quick@example.org')];
    const real = performance.now.bind(performance);
    const clock = jest.spyOn(performance, 'now').mockImplementation(() => real() + 290_000);
    expect((await verify('quick@example.org', quick)).status).toBe(200);
    clock.mockImplementation(() => real() + 301_000);
    expect(codeOf(await verify('slow@example.org', slow))).toBe('auth.code_invalid');
  });

  it('who reads the cache learns neither codes nor addresses', async () => {
    const put = jest.spyOn(house.cache, 'put');
    await otp('private@example.org');
    const code = await nthCode('private@example.org');
    const kept = JSON.stringify(put.mock.calls);
    expect(kept).toContain('code:sign-in:');
    expect(kept).not.toMatch(/private/);
    expect(kept).not.toContain(code);
  });

  it.each(['', ' ', 'x', 'x y', '{}', 'x '.repeat(10_000)])(
    'what another version kept in the place of a code is no code: %#',
    async (kept) => {
      const put = jest.spyOn(house.cache, 'put');
      await otp('versions@example.org');
      const [place = ''] = put.mock.calls.find(([key]) => key.startsWith('code:')) ?? [];
      await house.cache.put(place, kept, 60_000);
      const answer = await verify('versions@example.org', '000000');
      expect([answer.status, codeOf(answer)]).toEqual([401, 'auth.code_invalid']);
    },
  );

  it('a cache that is away lets nobody in, and nobody guess', async () => {
    await otp('outage@example.org');
    const code = await nthCode('outage@example.org');
    const down = () => Promise.reject(cacheAway());
    for (const method of ['get', 'put', 'count', 'take'] as const)
      jest.spyOn(house.cache, method).mockImplementation(down);
    expect(await verify('outage@example.org', code)).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect(await otp('outage@example.org')).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    jest.restoreAllMocks();
    // The guard before it fails closed as well; here the codes alone.
    jest.spyOn(house.cache, 'get').mockImplementation(down);
    expect(await verify('outage@example.org', code)).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    jest.restoreAllMocks();
    expect((await verify('outage@example.org', code)).status).toBe(200);
  });

  it('a code to step up is of one session, and signs nobody in', async () => {
    await otp('steps@example.org');
    const one = (await verify('steps@example.org', await nthCode('steps@example.org'))).body as SignedIn;
    await otp('steps@example.org');
    const two = (await verify('steps@example.org', await nthCode('steps@example.org', 2))).body as SignedIn;
    const as = ({ accessToken }: SignedIn) => ({ authorization: `Bearer ${accessToken}` });
    await send('/api/auth/step-up/code', undefined, as(one));
    const secret = codeIn(await house.post.about('confirmation code', 'steps@example.org'));
    expect(codeOf(await verify('steps@example.org', secret))).toBe('auth.code_invalid');
    expect(codeOf(await send('/api/auth/step-up', { method: 'email', secret }, as(two)))).toBe('auth.code_invalid');
    expect((await send('/api/auth/step-up', { method: 'email', secret }, as(one))).status).toBe(200);
  });

  it('a mailed code is no step-up for somebody with a password', async () => {
    const person = await Person.join(house.server.url, 'withpass');
    const answer = await person.ask('POST', '/api/auth/step-up/code');
    expect([answer.status, codeOf(answer)]).toEqual([403, 'forbidden']);
  });

  it('a crowd of newcomers at once: nobody waits for a connection that another one holds', async () => {
    // More than the pool has connections.
    const crowd = Array.from({ length: 25 }, (_, n) => `crowd${n}@example.org`);
    const codes: string[] = [];
    for (const email of crowd) {
      await otp(email);
      codes.push(await nthCode(email));
    }
    const answers = await Promise.all(crowd.map((email, n) => verify(email, codes[n] ?? '')));
    expect(answers.map(({ status }) => status)).toEqual(Array(25).fill(200));
  });

  it('login CSRF: a code from another site signs nobody in', async () => {
    await otp('csrf@example.org');
    const body = { email: 'csrf@example.org', code: await nthCode('csrf@example.org') };
    const foreign = await send('/api/auth/otp/verify', body, { origin: 'https://evil.example' });
    expect([foreign.status, codeOf(foreign), foreign.headers.getSetCookie()]).toEqual([403, 'origin.refused', []]);
    const own = await send('/api/auth/otp/verify', body, { origin: house.server.url });
    expect([own.status, own.headers.getSetCookie().length]).toEqual([200, 2]);
  });
});

describe('where not everybody may join', () => {
  beforeAll(() => house.start());
  afterAll(house.close);
  const become = (mode: string) => house.server.app.get(Settings).put('server.registration', mode);

  it('the first account takes the setup code by mailed code too, and a wrong one uses nothing up', async () => {
    const afar = { 'x-forwarded-for': '203.0.113.7' };
    await otp('first@example.org');
    const body = { email: 'first@example.org', code: await nthCode('first@example.org'), session: 'token' };
    const thief = await send('/api/auth/otp/verify', body, afar);
    expect([thief.status, codeOf(thief)]).toEqual([403, 'auth.setup_code_required']);
    const { FirstRun } = await import('../src/modules/server');
    const setupCode = await house.server.app.get(FirstRun, { strict: false }).setupCode();
    const { status, body: answer } = await send('/api/auth/otp/verify', { ...body, setupCode }, afar);
    expect([status, (answer as SignedIn).user.role]).toEqual([200, 'owner']);
  });

  it('account enumeration: a closed server answers strangers as it answers members, and writes to none', async () => {
    await become('closed');
    const { settled, sent } = house.watchMails();
    const answers = await Promise.all(['first@example.org', 'stranger@example.org'].map(otp));
    expect(answers.map(({ status, body }) => [status, body])).toEqual([
      [202, ''],
      [202, ''],
    ]);
    await nthCode('first@example.org', 2);
    expect(sent.mock.calls.map(([to]) => to)).toEqual(['first@example.org']);
    const refused = await verify('stranger@example.org', '000000');
    expect([refused.status, codeOf(refused)]).toEqual([401, 'auth.code_invalid']);
    await become('open');
    expect(await settled()).toEqual(['sign-in code to first@example.org']);
  });

  it('a right code opens no closed door', async () => {
    await otp('early@example.org');
    const code = await nthCode('early@example.org');
    await become('closed');
    expect(codeOf(await verify('early@example.org', code))).toBe('auth.code_invalid');
    await become('invite');
    expect(codeOf(await verify('early@example.org', code))).toBe('registration.closed');
    expect(codeOf(await verify('early@example.org', code, { invite: 'nonsense' }))).toBe('invite.invalid');
    await become('open');
    expect((await verify('early@example.org', code)).status).toBe(200);
  });
});

describe('how often', () => {
  beforeAll(() => house.start({ RATE_LIMIT_FACTOR: '1' }));
  afterAll(house.close);

  it('mail bombing: three codes and three links in a quarter of an hour, for anybody and for nobody', async () => {
    await Person.join(house.server.url, 'bombed');
    for (const path of ['/api/auth/otp', '/api/auth/password/forgot'])
      for (const email of ['bombed@example.org', 'unknown@example.org']) {
        const all = [];
        for (let n = 0; n < 4; n += 1) all.push(await send(path, { email: n % 2 ? email.toUpperCase() : ` ${email}` }));
        expect(all.map(({ status }) => status)).toEqual([202, 202, 202, 429]);
        expect(Number(all[3]?.headers.get('retry-after'))).toBeGreaterThan(800);
      }
  });

  it('mail bombing: many accounts that want one address', async () => {
    const all = [];
    for (let n = 0; n < 6; n += 1) {
      const robber = await Person.join(house.server.url, `robber${n}`);
      all.push((await robber.ask('POST', '/api/users/me/email', { email: 'wanted@example.org' })).status);
    }
    expect(all).toEqual([202, 202, 202, 202, 202, 429]);
  });

  it('OTP brute force spread over addresses: one place has a hundred tries', async () => {
    const tries = await Promise.all(Array.from({ length: 105 }, (_, n) => verify(`spread${n}@example.org`, '000000')));
    expect(tries.filter(({ status }) => status === 429).length).toBe(5);
  });
});

describe('how often, with an address spelt oddly', () => {
  beforeAll(() => house.start({ RATE_LIMIT_FACTOR: '1' }));
  afterAll(house.close);

  it('mail bombing and OTP brute force: an address padded to any length is counted as the same', async () => {
    const padded = (email: string) => `${' '.repeat(600)}${email}${'\u3000'.repeat(100)}`;
    const sent = [];
    for (let n = 0; n < 4; n += 1) sent.push((await otp(padded('padded@example.org'))).status);
    expect(sent).toEqual([202, 202, 202, 429]);
    const tried = [];
    for (let n = 0; n < 16; n += 1) tried.push((await verify(padded('padded@example.org'), '000000')).status);
    expect(tried).toEqual([...Array<number>(15).fill(401), 429]);
  });
});
