import type { HttpError, SignedIn } from '@parley/contracts';
import { randomUUID } from 'node:crypto';
import { request as ask } from 'node:http';
import { Config } from '../src/config';
import { PasswordReset } from '../src/modules/auth/links/password-reset.service';
import { MailQueue } from '../src/modules/notification';
import { Cache } from '../src/platform/cache';
import { Database, Settings } from '../src/platform/database';
import { Post, codeIn, keptMails, tokenIn } from './mail-server';
import { Person, request } from './person';
import { type TestServer, startServer } from './server';

let server: TestServer;
let post: Post;
let database: Database;
let cache: Cache;

async function start(settings: Record<string, string> = {}): Promise<void> {
  server = await startServer({ SMTP_URL: '', RATE_LIMIT_FACTOR: '1000', ...settings });
  post = new Post(() => keptMails(server.app.get(Config).dataDir));
  database = server.app.get(Database);
  cache = server.app.get(Cache);
}

const codeOf = ({ body }: { body: unknown }) => (body as HttpError).code;
const send = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  request(server.url, 'POST', path, { body, headers });
const otp = (email: string) => send('/api/auth/otp', { email });
const verify = (email: string, code: string, more: object = {}) =>
  send('/api/auth/otp/verify', { email, code, session: 'token', ...more });
const newestCode = async (email: string, n = 1) => codeIn(await post.about('sign-in code', email, n));
const wrongFor = (code: string, n = 1) => String((Number(code) + n) % 1_000_000).padStart(6, '0');

/** The mails sent from now on, without waiting for them to be written: kind and address. */
function watchMails() {
  const queue = server.app.get(MailQueue, { strict: false });
  const sent = jest.spyOn(queue, 'send');
  const settled = async (): Promise<string[]> => {
    // Mails go out behind the answer; a last one says that those before are in the queue.
    const sentinel = `sentinel.${randomUUID()}@example.org`;
    await otp(sentinel);
    await newestCode(sentinel);
    return sent.mock.calls.map(([to, { kind }]) => `${kind} to ${to}`).filter((one) => !one.includes('sentinel'));
  };
  return { sent, settled };
}

describe('with mailed codes and links', () => {
  beforeAll(() => start());
  afterAll(() => server.close());
  afterEach(() => jest.restoreAllMocks());

  describe('account enumeration', () => {
    /** What is asked about an address. */
    async function workFor(path: string, email: string) {
      const query = jest.spyOn(database.pool, 'query');
      const put = jest.spyOn(cache, 'put');
      const { status, body, headers } = await send(path, { email });
      const statements = query.mock.calls
        .map(([statement]: unknown[]) => JSON.stringify(statement).replace(/,"values".*/, ''))
        .filter((text) => /users/.test(text));
      const names = [...headers.keys()].filter((name) => !/date|request-id/.test(name));
      const answer = {
        status,
        body,
        names,
        length: headers.get('content-length'),
        statements,
        puts: put.mock.calls.length,
      };
      query.mockRestore();
      put.mockRestore();
      return answer;
    }

    it.each(['/api/auth/otp', '/api/auth/password/forgot'])(
      'learns nothing from %s: same answer, same questions to database and cache',
      async (path) => {
        const name = path.endsWith('otp') ? 'known' : 'knownto';
        await Person.join(server.url, name);
        const { id } = await Person.join(server.url, `${name}2`);
        await database.prisma.user.update({ where: { id }, data: { suspendedAt: new Date() } });
        const nobody = await workFor(path, `nobody${name}@example.org`);
        expect(nobody).toMatchObject({ status: 202, body: '' });
        expect(nobody.statements.length).toBeGreaterThan(0);
        expect(await workFor(path, `${name}@example.org`)).toEqual(nobody);
        expect(await workFor(path, `${name}2@example.org`)).toEqual(nobody);
      },
    );

    it('learns nothing from the time of a reset: the link is made after the answer', async () => {
      await Person.join(server.url, 'timed');
      const create = jest.spyOn(database.prisma, '$executeRaw');
      await server.app.get(PasswordReset, { strict: false }).ask('timed@example.org');
      expect(create).not.toHaveBeenCalled();
      await post.about('new password', 'timed@example.org');
      expect(create).toHaveBeenCalledTimes(1);
    });

    it('learns nothing from a wrong code', async () => {
      await Person.join(server.url, 'coded');
      await otp('coded@example.org');
      await otp('uncoded@example.org');
      const answers = await Promise.all(
        ['coded', 'uncoded', 'neverasked'].map(async (name) => {
          const right = name === 'neverasked' ? '000000' : await newestCode(`${name}@example.org`);
          const { status, body } = await verify(`${name}@example.org`, wrongFor(right));
          return { status, ...(body as HttpError), requestId: '' };
        }),
      );
      expect(answers[0]).toMatchObject({ status: 401, code: 'auth.code_invalid' });
      expect(answers[1]).toEqual(answers[0]);
      expect(answers[2]).toEqual(answers[0]);
    });

    it('learns nothing from a change of address: its owner is told, nobody else', async () => {
      const thief = await Person.join(server.url, 'thief');
      await Person.join(server.url, 'owner1');
      const { sent, settled } = watchMails();
      const change = async (email: string) => {
        const { status, body } = await thief.ask('POST', '/api/users/me/email', { email });
        return { status, body, told: (await settled()).filter((one) => one.endsWith('thief@example.org')) };
      };
      const free = await change('free@example.org');
      sent.mockClear();
      expect(await change('owner1@example.org')).toEqual(free);
      expect(free).toEqual({ status: 202, body: '', told: ['e-mail change asked to thief@example.org'] });
      expect((await post.about('wanted to use', 'owner1@example.org')).text).not.toContain('http');
      expect((await post.to('owner1@example.org')).some(({ subject }) => subject.includes('Confirm your new'))).toBe(
        false,
      );
    });
  });

  describe('guessing a code', () => {
    it('OTP brute force: five guesses, then the right one does not help either', async () => {
      await otp('brute@example.org');
      const code = await newestCode('brute@example.org');
      for (let n = 1; n <= 5; n += 1)
        expect(codeOf(await verify('brute@example.org', wrongFor(code, n)))).toBe('auth.code_invalid');
      const late = await verify('brute@example.org', code);
      expect([late.status, codeOf(late)]).toEqual([401, 'auth.code_invalid']);
      await otp('brute@example.org');
      expect((await verify('brute@example.org', await newestCode('brute@example.org', 2))).status).toBe(200);
    });

    it('OTP brute force at once: of a hundred guesses five are looked at', async () => {
      await otp('burst@example.org');
      const code = await newestCode('burst@example.org');
      const guesses = Array.from({ length: 100 }, (_, n) =>
        verify('burst@example.org', n < 99 ? wrongFor(code, n + 1) : code),
      );
      expect((await Promise.all(guesses)).map(({ status }) => status)).toEqual(Array(100).fill(401));
    });

    it('premise: the fifth guess may still be right', async () => {
      await otp('fifth@example.org');
      const code = await newestCode('fifth@example.org');
      for (let n = 1; n <= 4; n += 1) await verify('fifth@example.org', wrongFor(code, n));
      expect((await verify('fifth@example.org', code)).status).toBe(200);
    });

    it('OTP replay: a used code is used up', async () => {
      await otp('replay@example.org');
      const code = await newestCode('replay@example.org');
      expect((await verify('replay@example.org', code)).status).toBe(200);
      expect(codeOf(await verify('replay@example.org', code))).toBe('auth.code_invalid');
    });

    it('OTP double use: of five at once one signs in, and there is one account', async () => {
      await otp('twice@example.org');
      const code = await newestCode('twice@example.org');
      const all = await Promise.all(Array.from({ length: 5 }, () => verify('twice@example.org', code)));
      expect(all.map(({ status }) => status).toSorted()).toEqual([200, 401, 401, 401, 401]);
      expect(await database.prisma.session.count({ where: { user: { email: 'twice@example.org' } } })).toBe(1);
    });

    it('a code for one address is none for another', async () => {
      const victim = await Person.join(server.url, 'victim');
      await otp('attacker@example.org');
      await otp('victim@example.org');
      const code = await newestCode('attacker@example.org');
      if (code === (await newestCode('victim@example.org'))) return;
      expect(codeOf(await verify('victim@example.org', code))).toBe('auth.code_invalid');
      const { body } = await verify('attacker@example.org', code);
      expect((body as SignedIn).user.id).not.toBe(victim.id);
    });

    it('an old code ends when a new one is asked for', async () => {
      await otp('older@example.org');
      const old = await newestCode('older@example.org');
      await otp('older@example.org');
      const code = await newestCode('older@example.org', 2);
      if (old !== code) expect(codeOf(await verify('older@example.org', old))).toBe('auth.code_invalid');
      expect((await verify('older@example.org', code)).status).toBe(200);
    });

    it('an expired code is none', async () => {
      await otp('slow@example.org');
      await otp('quick@example.org');
      const [slow, quick] = [await newestCode('slow@example.org'), await newestCode('quick@example.org')];
      const real = performance.now.bind(performance);
      const clock = jest.spyOn(performance, 'now').mockImplementation(() => real() + 290_000);
      expect((await verify('quick@example.org', quick)).status).toBe(200);
      clock.mockImplementation(() => real() + 301_000);
      expect(codeOf(await verify('slow@example.org', slow))).toBe('auth.code_invalid');
    });

    it('who reads the cache learns neither codes nor addresses', async () => {
      const put = jest.spyOn(cache, 'put');
      await otp('private@example.org');
      const code = await newestCode('private@example.org');
      const kept = JSON.stringify(put.mock.calls);
      expect(kept).toContain('code:sign-in:');
      expect(kept).not.toMatch(/private/);
      expect(kept).not.toContain(code);
    });

    it('a cache that is away lets nobody in, and nobody guess', async () => {
      await otp('outage@example.org');
      const code = await newestCode('outage@example.org');
      const down = () => Promise.reject(new Error('the cache is away'));
      for (const method of ['get', 'put', 'count', 'take'] as const) jest.spyOn(cache, method).mockImplementation(down);
      expect(await verify('outage@example.org', code)).toMatchObject({ status: 503, body: { code: 'unavailable' } });
      expect(await otp('outage@example.org')).toMatchObject({ status: 503, body: { code: 'unavailable' } });
      jest.restoreAllMocks();
      // The guard before it fails closed as well; here the codes alone.
      jest.spyOn(cache, 'get').mockImplementation(down);
      expect(await verify('outage@example.org', code)).toMatchObject({ status: 503, body: { code: 'unavailable' } });
      jest.restoreAllMocks();
      expect((await verify('outage@example.org', code)).status).toBe(200);
    });

    it('a code to step up is of one session, and signs nobody in', async () => {
      await otp('steps@example.org');
      const one = (await verify('steps@example.org', await newestCode('steps@example.org'))).body as SignedIn;
      await otp('steps@example.org');
      const two = (await verify('steps@example.org', await newestCode('steps@example.org', 2))).body as SignedIn;
      const as = ({ accessToken }: SignedIn) => ({ authorization: `Bearer ${accessToken}` });
      await send('/api/auth/step-up/code', undefined, as(one));
      const secret = codeIn(await post.about('confirmation code', 'steps@example.org'));
      expect(codeOf(await verify('steps@example.org', secret))).toBe('auth.code_invalid');
      expect(codeOf(await send('/api/auth/step-up', { method: 'email', secret }, as(two)))).toBe('auth.code_invalid');
      expect((await send('/api/auth/step-up', { method: 'email', secret }, as(one))).status).toBe(200);
    });

    it('a mailed code is no step-up for somebody with a password', async () => {
      const person = await Person.join(server.url, 'withpass');
      const answer = await person.ask('POST', '/api/auth/step-up/code');
      expect([answer.status, codeOf(answer)]).toEqual([403, 'forbidden']);
    });
  });

  describe('mail header injection', () => {
    it.each([
      'mira@example.org\r\nBcc: victim@example.org',
      'mira@example.org%0d%0aBcc: victim@example.org',
      'mira@example.org, victim@example.org',
      'mira@example.org，victim@example.org',
      '"victim@example.org, x"@example.org',
      'Mira <victim@example.org>',
      'mira\u202e@example.org',
      'mira\ud800@example.org',
      'mira\0@example.org',
    ])('by the address %j is refused, and nothing is sent', async (email) => {
      const { sent, settled } = watchMails();
      for (const path of ['otp', 'password/forgot']) {
        const answer = await send(`/api/auth/${path}`, { email });
        expect([answer.status, codeOf(answer)]).toEqual([400, 'validation.failed']);
      }
      const register = await send('/api/auth/register', {
        email,
        username: 'header',
        password: 'correct horse battery',
      });
      expect(register.status).toBe(400);
      expect(await settled()).toEqual([]);
      expect(sent).toHaveBeenCalled();
    });

    it.each([[{ $ne: null }], [['mira@example.org']], [null], [7], ['x'.repeat(300)]])(
      '%j is no address',
      async (email) => {
        expect((await send('/api/auth/otp', { email })).status).toBe(400);
      },
    );
  });

  it('host header poisoning: a link leads to this server, whatever the request called it', async () => {
    await Person.join(server.url, 'poison');
    const body = JSON.stringify({ email: 'poison@example.org' });
    const { hostname, port } = new URL(server.url);
    const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'content-type': 'application/json' };
    const status = await new Promise((resolve, reject) => {
      const path = '/api/auth/password/forgot';
      const asked = ask({ hostname, port, path, method: 'POST', headers }, (answer) => resolve(answer.statusCode));
      asked.on('error', reject).end(body);
    });
    expect(status).toBe(202);
    const mail = await post.about('new password', 'poison@example.org');
    expect(mail.raw).not.toContain('evil.example');
  });

  describe('mailed links', () => {
    const linkFor = async (name: string) => {
      const person = await Person.join(server.url, name);
      await send('/api/auth/password/forgot', { email: `${name}@example.org` });
      const reset = tokenIn(await post.about('new password', `${name}@example.org`));
      const confirm = tokenIn(await post.about('Confirm your e-mail', `${name}@example.org`));
      return { person, reset, confirm };
    };
    const reset = (token: unknown) => send('/api/auth/password/reset', { token, password: 'a battery for horses' });
    const confirm = (token: unknown) => send('/api/auth/email/verify', { token });
    const refused = async (answer: ReturnType<typeof send>) => {
      const { status, body } = await answer;
      expect([status, (body as HttpError).code]).toEqual([400, 'auth.link_invalid']);
    };

    it('a link of another purpose is none', async () => {
      const links = await linkFor('purpose');
      await refused(reset(links.confirm));
      await refused(confirm(links.reset));
      expect((await reset(links.reset)).status).toBe(204);
    });

    it('token replay: of ten at once one works, and none later', async () => {
      const links = await linkFor('tenfold');
      const all = await Promise.all(Array.from({ length: 10 }, () => reset(links.reset)));
      expect(all.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, ...Array<number>(9).fill(400)]);
      await refused(reset(links.reset));
    });

    it('an expired link is none', async () => {
      const links = await linkFor('expired');
      await database.prisma.$executeRaw`
        UPDATE mailed_links SET expires_at = expires_at - interval '1 hour' WHERE purpose = 'reset_password'`;
      await refused(reset(links.reset));
      await database.prisma.$executeRaw`
        UPDATE mailed_links SET expires_at = expires_at - interval '23 hours' WHERE purpose = 'verify_email'`;
      expect((await confirm(links.confirm)).status).toBe(204);
    });

    it('an old link ends when a new one is sent', async () => {
      const links = await linkFor('renewed');
      await send('/api/auth/password/forgot', { email: 'renewed@example.org' });
      const fresh = tokenIn(await post.about('new password', 'renewed@example.org', 2));
      await refused(reset(links.reset));
      expect((await reset(fresh)).status).toBe(204);
    });

    it('a thief’s change of address does not outlive a reset of the password', async () => {
      const { person, reset: token } = await linkFor('robbed');
      await person.ask('POST', '/api/users/me/email', { email: 'robber@example.org' });
      const change = tokenIn(await post.about('new e-mail address', 'robber@example.org'));
      expect((await reset(token)).status).toBe(204);
      await refused(confirm(change));
    });

    it('a link to an address that was given up resets nothing', async () => {
      const { person, reset: token } = await linkFor('movedout');
      await person.ask('POST', '/api/users/me/email', { email: 'movedin@example.org' });
      const change = tokenIn(await post.about('new e-mail address', 'movedin@example.org'));
      expect((await confirm(change)).status).toBe(204);
      await refused(reset(token));
    });

    it('an address that somebody took meanwhile stays theirs', async () => {
      const person = await Person.join(server.url, 'tooslow');
      await person.ask('POST', '/api/users/me/email', { email: 'wanted@example.org' });
      const change = tokenIn(await post.about('new e-mail address', 'wanted@example.org'));
      await Person.join(server.url, 'wanted');
      const answer = await confirm(change);
      expect([answer.status, codeOf(answer)]).toEqual([409, 'email.taken']);
      expect(await person.get('/api/users/me')).toMatchObject({ email: 'tooslow@example.org' });
    });

    it('a program that opens every link in a mail uses up none', async () => {
      const links = await linkFor('scanned');
      for (const path of ['/verify-email', '/api/auth/email/verify', '/api/auth/password/reset'])
        await request(server.url, 'GET', `${path}?token=${links.reset}`);
      expect((await reset(links.reset)).status).toBe(204);
    });

    it('the database holds hashes alone', async () => {
      const links = await linkFor('hashed');
      const rows = await database.prisma.mailedLink.findMany();
      expect(rows.length).toBeGreaterThan(0);
      expect(JSON.stringify(rows.map(({ hash }) => Buffer.from(hash).toString('latin1')))).not.toContain(links.reset);
      expect(rows.every(({ hash }) => hash.length === 32)).toBe(true);
    });

    it.each([null, 7, '', 'x', 'x'.repeat(500), "' OR 1=1 --", { $ne: '' }, ['x'], '\0'])(
      '%j is no token',
      async (token) => {
        expect((await confirm(token)).status).toBe(400);
        expect((await reset(token)).status).toBe(400);
      },
    );
  });

  it('login CSRF: a code from another site signs nobody in', async () => {
    await otp('csrf@example.org');
    const body = { email: 'csrf@example.org', code: await newestCode('csrf@example.org') };
    const foreign = await send('/api/auth/otp/verify', body, { origin: 'https://evil.example' });
    expect([foreign.status, codeOf(foreign), foreign.headers.getSetCookie()]).toEqual([403, 'origin.refused', []]);
    const own = await send('/api/auth/otp/verify', body, { origin: server.url });
    expect([own.status, own.headers.getSetCookie().length]).toEqual([200, 2]);
  });
});

describe('where not everybody may join', () => {
  beforeAll(() => start());
  afterAll(() => server.close());
  afterEach(() => jest.restoreAllMocks());
  const become = (mode: string) => server.app.get(Settings).put('server.registration', mode);

  it('the first account takes the setup code by mailed code too, and a wrong one uses nothing up', async () => {
    const afar = { 'x-forwarded-for': '203.0.113.7' };
    await otp('first@example.org');
    const body = { email: 'first@example.org', code: await newestCode('first@example.org'), session: 'token' };
    const thief = await send('/api/auth/otp/verify', body, afar);
    expect([thief.status, codeOf(thief)]).toEqual([403, 'auth.setup_code_required']);
    const { FirstRun } = await import('../src/modules/server');
    const setupCode = await server.app.get(FirstRun, { strict: false }).setupCode();
    const { status, body: answer } = await send('/api/auth/otp/verify', { ...body, setupCode }, afar);
    expect([status, (answer as SignedIn).user.role]).toEqual([200, 'owner']);
  });

  it('account enumeration: a closed server answers strangers as it answers members, and writes to none', async () => {
    await become('closed');
    const { settled, sent } = watchMails();
    const answers = await Promise.all(['first@example.org', 'stranger@example.org'].map(otp));
    expect(answers.map(({ status, body }) => [status, body])).toEqual(Array(2).fill([202, '']));
    await newestCode('first@example.org', 2);
    expect(sent.mock.calls.map(([to]) => to)).toEqual(['first@example.org']);
    const refused = await verify('stranger@example.org', '000000');
    expect([refused.status, codeOf(refused)]).toEqual([401, 'auth.code_invalid']);
    await become('open');
    expect(await settled()).toEqual(['sign-in code to first@example.org']);
  });

  it('a right code opens no closed door', async () => {
    await otp('early@example.org');
    const code = await newestCode('early@example.org');
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
  beforeAll(() => start({ RATE_LIMIT_FACTOR: '1' }));
  afterAll(() => server.close());

  it('mail bombing: three codes and three links in a quarter of an hour, for anybody and for nobody', async () => {
    await Person.join(server.url, 'bombed');
    for (const path of ['/api/auth/otp', '/api/auth/password/forgot'])
      for (const email of ['bombed@example.org', 'unknown@example.org']) {
        const all = [];
        for (let n = 0; n < 4; n += 1) all.push(await send(path, { email: n % 2 ? email.toUpperCase() : ` ${email}` }));
        expect(all.map(({ status }) => status)).toEqual([202, 202, 202, 429]);
        expect(Number(all[3]?.headers.get('retry-after'))).toBeGreaterThan(800);
      }
  });

  it('OTP brute force spread over addresses: one place has a hundred tries', async () => {
    const tries = await Promise.all(Array.from({ length: 105 }, (_, n) => verify(`spread${n}@example.org`, '000000')));
    expect(tries.filter(({ status }) => status === 429).length).toBe(5);
  });
});
