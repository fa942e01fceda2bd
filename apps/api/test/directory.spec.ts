import type { HttpError, Page, User } from '@parley/contracts';
import { Crowd } from './crowd';
import type { Person } from './person';
import { type TestServer, startServer } from './server';
import { sqlOn } from './sql';

let server: TestServer;
let mira: Person;
const crowd = new Crowd(() => server.url);

beforeAll(async () => {
  server = await startServer({ RATE_LIMIT_FACTOR: '1000' });
  mira = await crowd.join('mira');
  const people = {
    jose: 'José Núñez',
    josephine: 'Jo Baker',
    ana_jose: 'Ana',
    zoe: 'Zoë Jordan',
    percent: '100% _real_',
  };
  for (const [username, name] of Object.entries(people)) {
    const person = await crowd.join(username);
    await person.ask('PATCH', '/api/users/me', { name });
  }
});
afterAll(() => server.close());

const find = async (search: string, more = '') =>
  (await mira.get<Page<User>>(`/api/users?search=${encodeURIComponent(search)}${more}`)).items.map(
    ({ username }) => username,
  );

const sql = sqlOn(() => server);

describe('the directory', () => {
  it.each([
    ['jose', ['jose', 'josephine', 'ana_jose']],
    ['JOSÉ', ['jose', 'josephine', 'ana_jose']],
    ['nunez', ['jose']],
    ['jo', ['jose', 'josephine', 'zoe']],
    ['  jo   baker ', ['josephine']],
    ['%', []],
    ['100%', ['percent']],
    ['_real_', ['percent']],
    ['％', []],
    ['mira', []],
    ['\\', []],
    ["' OR 1=1 --", []],
  ])('finds %p, the best match first', async (search, expected) => expect(await find(search)).toEqual(expected));

  it('gives a page of everybody but oneself for an empty search', async () => {
    expect(await find('', '&limit=2')).toEqual(['ana_jose', 'jose']);
    expect(await find(' ')).toEqual(['ana_jose', 'jose', 'josephine', 'percent', 'zoe']);
  });

  it('reads every match once, page by page', async () => {
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Page<User> = await mira.get(`/api/users?search=jo&limit=1${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ username }) => username));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(['jose', 'josephine', 'zoe']);
  });

  it('shows no addresses and no standing', async () => {
    const { items } = await mira.get<Page<User>>('/api/users');
    for (const user of items) expect(Object.keys(user).sort()).toEqual(['avatarUrl', 'id', 'name', 'username']);
  });

  it('leaves out who is suspended', async () => {
    await sql(`UPDATE users SET suspended_at = now() WHERE username = 'zoe'`);
    expect(await find('zoe')).toEqual([]);
    expect(await find('')).not.toContain('zoe');
    await sql(`UPDATE users SET suspended_at = NULL WHERE username = 'zoe'`);
  });

  it('is closed to guests', async () => {
    const guest = await crowd.join('visitor');
    expect((await guest.ask('GET', '/api/users?search=jo')).status).toBe(200);
    await sql(`UPDATE users SET role = 'guest' WHERE id = $1`, [guest.id]);
    for (const path of ['/api/users?search=jo', '/api/users']) {
      const { status, body } = await guest.ask('GET', path);
      expect([status, (body as HttpError).code]).toEqual([403, 'forbidden']);
    }
  });

  it.each([
    ['a search too long', `search=${'a'.repeat(101)}`],
    ['two searches', 'search=a&search=b'],
    ['an object', 'search[$ne]=a'],
    ['a NUL', 'search=a%00'],
    ['a page too large', 'limit=201'],
    ['a cursor of nobody’s', 'cursor=nonsense'],
    ['a cursor of another list', `cursor=${Buffer.from('["mira"]').toString('base64url')}`],
  ])('refuses %s', async (_, query) => {
    const { status, body } = await mira.ask('GET', `/api/users?${query}`);
    expect([status, (body as HttpError).code]).toEqual([400, 'validation.failed']);
  });

  it('takes the greatest place a cursor can name', async () => {
    const cursor = Buffer.from(JSON.stringify([Number.MAX_SAFE_INTEGER, 'a'])).toString('base64url');
    expect(await find('jo', `&cursor=${cursor}`)).toEqual([]);
  });

  it('asks an index, of many people, for any search', async () => {
    await sql(`INSERT INTO users (id, email, username, name)
               SELECT gen_random_uuid(), n || '@crowd.example', md5(n::text), initcap(md5(n::text || 'x'))
               FROM generate_series(1, 20000) n`);
    await sql('ANALYZE users');
    const { searchPatterns } = await import('../src/platform/database');
    for (const search of ['jose', 'nun', 'zo']) {
      const { start, anywhere } = searchPatterns(search) ?? { start: '', anywhere: '' };
      const plan = await sql(`EXPLAIN SELECT id FROM users
        WHERE directory_text(username, name) LIKE '${start}' OR directory_text(username, name) LIKE '${anywhere}'`);
      const text = plan.map((line) => line['QUERY PLAN']).join('\n');
      expect(text).toContain('users_directory_idx');
      expect(text).not.toContain('Seq Scan');
    }
    expect(await find('jose')).toEqual(['jose', 'josephine', 'ana_jose']);
  });
});
