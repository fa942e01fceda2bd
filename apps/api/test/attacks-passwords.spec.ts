import type { AuditEntry, HttpError, Page } from '@parley/contracts';
import { hash } from 'bcrypt';
import { Crowd } from './crowd';
import { request } from './person';
import { type TestServer, startServer } from './server';

let server: TestServer;
const crowd = new Crowd(() => server.url);
const home = '203.0.113.1';

/** Each guess from where it says it comes from: the server believes its proxy, which is this test. */
function login(name: string, password: string, address: string) {
  return request(server.url, 'POST', '/api/auth/login', {
    body: { login: name, password, session: 'token' },
    headers: { 'x-forwarded-for': address },
  });
}
const stateOf = ({ status, body }: { status: number; body: unknown }) => [status, (body as HttpError).code];
const right = 'correct horse battery';
const wrong = [401, 'auth.invalid_credentials'];
const limited = [429, 'rate.limited'];

const start = async (settings: Record<string, string> = {}) => {
  server = await startServer({ TRUSTED_PROXIES: 'loopback', ...settings });
};
afterEach(() => server.close());

describe('guessing the password of one account from many addresses', () => {
  it('ends after ten wrong ones, right ones included, with a time to come back', async () => {
    await start();
    await crowd.join('mira');
    for (let n = 1; n <= 10; n += 1)
      expect(stateOf(await login('mira', `guess ${n}`, `198.51.100.${n}`))).toEqual(wrong);
    const refused = await login('mira', right, '198.51.100.11');
    expect(stateOf(refused)).toEqual(limited);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(600);
    expect(stateOf(await login(' MIRA ', right, '198.51.100.12'))).toEqual(limited);
  });

  it('all at once lets no more of them in than one after the other', async () => {
    await start();
    await crowd.join('mira');
    const guesses = Array.from({ length: 30 }, (_, n) => login('mira', `guess ${n}`, `198.51.100.${n + 1}`));
    const states = (await Promise.all(guesses)).map(({ status }) => status);
    expect(states.filter((status) => status === 401)).toHaveLength(10);
    expect(states.filter((status) => status === 429)).toHaveLength(20);
  });

  it('does not lock the owner out where they have signed in before', async () => {
    await start();
    await crowd.join('mira');
    expect((await login('mira', right, home)).status).toBe(200);
    for (let n = 1; n <= 12; n += 1) await login('mira', `guess ${n}`, `198.51.100.${n}`);
    expect(stateOf(await login('mira', right, '198.51.100.99'))).toEqual(limited);
    expect((await login('mira', right, home)).status).toBe(200);
    // Nor is that place a way to guess without end.
    for (let n = 1; n <= 10; n += 1) expect(stateOf(await login('mira', `guess ${n}`, home))).toEqual(wrong);
    expect(stateOf(await login('mira', right, home))).toEqual(limited);
  });

  it('does not lock the owner out there by a name that is spelt like that place', async () => {
    await start();
    await crowd.join('mira');
    expect((await login('mira', right, home)).status).toBe(200);
    for (let n = 1; n <= 12; n += 1) await login(`familiar:mira ${home}`, right, `198.51.100.${n}`);
    expect((await login('mira', right, home)).status).toBe(200);
  });

  it('is answered as for a name that nobody has', async () => {
    await start();
    await crowd.join('mira');
    for (const name of ['mira', 'nobody-at-all']) {
      const answers = [];
      for (let n = 1; n <= 11; n += 1) answers.push(stateOf(await login(name, `guess ${n}`, `198.51.100.${n}`)));
      expect(answers).toEqual([...Array.from({ length: 10 }, () => wrong), limited]);
    }
  });

  it('costs somebody who knows the password nothing: only failures count', async () => {
    await start();
    await crowd.join('mira');
    for (let n = 1; n <= 15; n += 1) expect((await login('mira', right, `198.51.100.${n}`)).status).toBe(200);
  });
});

describe('trying one password on many accounts from one address', () => {
  it('ends at the limit of the address, and not for others', async () => {
    await start({ RATE_LIMIT_FACTOR: '0.1' });
    await crowd.join('mira');
    const states = [];
    for (let n = 0; n < 33; n += 1) states.push((await login(`account-${n}`, right, '198.51.100.1')).status);
    expect(states.filter((status) => status === 401)).toHaveLength(30);
    expect(states.slice(30)).toEqual([429, 429, 429]);
    expect((await login('mira', right, home)).status).toBe(200);
  });
});

describe('registering with a password that everybody tries', () => {
  const register = (password: string) => {
    const body = { email: 'mirabell@example.org', username: 'mirabell', password, session: 'token' };
    return request(server.url, 'POST', '/api/auth/register', { body });
  };

  it('is refused, the own name included; premise: another one is taken', async () => {
    await start();
    await crowd.join('owner');
    for (const password of ['password123', 'Qwertyuiop', 'mirabell', 'mirabell@example.org'])
      expect(stateOf(await register(password))).toEqual([400, 'password.too_common']);
    expect((await register(right)).status).toBe(201);
  });
});

describe('what was hashed when the cost was lower', () => {
  it('is hashed anew at the next sign-in, and not by a wrong one', async () => {
    await start();
    const mira = await crowd.join('mira');
    const { Database } = await import('../src/platform/database');
    const { pool } = server.app.get(Database);
    const { Passwords } = await import('../src/modules/auth/passwords/passwords');
    Object.assign(server.app.get(Passwords, { strict: false }), { cost: Promise.resolve(5) });
    await pool.query('UPDATE credentials SET password_hash = $1', [await hash(right, 4)]);
    const kept = async (): Promise<string> =>
      (
        await pool.query<{ hash: string }>('SELECT password_hash AS hash FROM credentials WHERE user_id = $1', [
          mira.id,
        ])
      ).rows[0]?.hash ?? '';
    await login('mira', 'wrong horse battery', home);
    expect(await kept()).toMatch(/^\$2b\$04\$/);
    expect((await login('mira', right, home)).status).toBe(200);
    expect(await kept()).toMatch(/^\$2b\$05\$/);
    expect((await login('mira', right, home)).status).toBe(200);
  });
});

describe('a failed sign-in', () => {
  it('is recorded with where it came from, and without what was typed', async () => {
    await start();
    const owner = await crowd.join('owner');
    await login('owner', 'typed by mistake', '198.51.100.1');
    await login('a secret in the wrong field', 'x', '198.51.100.2');
    const { items } = await owner.get<Page<AuditEntry>>('/api/admin/audit?type=sign_in_failed');
    expect(items).toMatchObject([
      { actor: null, subject: null, address: '198.51.100.2' },
      { actor: null, subject: { id: owner.id, username: 'owner' }, address: '198.51.100.1' },
    ]);
    expect(JSON.stringify(items)).not.toMatch(/mistake|secret/);
  });
});
