import type { HttpError } from '@parley/contracts';
import { request as ask } from 'node:http';
import { MailHouse, codeOf } from './mail-house';
import { tokenIn } from './mail-server';
import { Person, request } from './person';

const house = new MailHouse();
const { send } = house;

beforeAll(() => house.start());
afterAll(house.close);

it('host header poisoning: a link leads to this server, whatever the request called it', async () => {
  await Person.join(house.server.url, 'poison');
  const body = JSON.stringify({ email: 'poison@example.org' });
  const { hostname, port } = new URL(house.server.url);
  const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'content-type': 'application/json' };
  const status = await new Promise((resolve, reject) => {
    const path = '/api/auth/password/forgot';
    const asked = ask({ hostname, port, path, method: 'POST', headers }, (answer) => resolve(answer.statusCode));
    asked.on('error', reject).end(body);
  });
  expect(status).toBe(202);
  const mail = await house.post.about('new password', 'poison@example.org');
  expect(mail.raw).not.toContain('evil.example');
});

describe('mailed links', () => {
  const linkFor = async (name: string) => {
    const person = await Person.join(house.server.url, name);
    await send('/api/auth/password/forgot', { email: `${name}@example.org` });
    const reset = tokenIn(await house.post.about('new password', `${name}@example.org`));
    const confirm = tokenIn(await house.post.about('Confirm your e-mail', `${name}@example.org`));
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
    await house.database.prisma.$executeRaw`
      UPDATE mailed_links SET expires_at = expires_at - interval '1 hour' WHERE purpose = 'reset_password'`;
    await refused(reset(links.reset));
    await house.database.prisma.$executeRaw`
      UPDATE mailed_links SET expires_at = expires_at - interval '23 hours' WHERE purpose = 'verify_email'`;
    expect((await confirm(links.confirm)).status).toBe(204);
  });

  it('an old link ends when a new one is sent', async () => {
    const links = await linkFor('renewed');
    await send('/api/auth/password/forgot', { email: 'renewed@example.org' });
    const fresh = tokenIn(await house.post.about('new password', 'renewed@example.org', 2));
    await refused(reset(links.reset));
    expect((await reset(fresh)).status).toBe(204);
  });

  it('a thief’s change of address does not outlive a reset of the password', async () => {
    const { person, reset: token } = await linkFor('robbed');
    await person.ask('POST', '/api/users/me/email', { email: 'robber@example.org' });
    const change = tokenIn(await house.post.about('new e-mail address', 'robber@example.org'));
    expect((await reset(token)).status).toBe(204);
    await refused(confirm(change));
  });

  it('a link to an address that was given up resets nothing', async () => {
    const { person, reset: token } = await linkFor('movedout');
    await person.ask('POST', '/api/users/me/email', { email: 'movedin@example.org' });
    const change = tokenIn(await house.post.about('new e-mail address', 'movedin@example.org'));
    expect((await confirm(change)).status).toBe(204);
    await refused(reset(token));
  });

  it('an address that somebody took meanwhile stays theirs', async () => {
    const person = await Person.join(house.server.url, 'tooslow');
    await person.ask('POST', '/api/users/me/email', { email: 'wanted@example.org' });
    const change = tokenIn(await house.post.about('new e-mail address', 'wanted@example.org'));
    await Person.join(house.server.url, 'wanted');
    const answer = await confirm(change);
    expect([answer.status, codeOf(answer)]).toEqual([409, 'email.taken']);
    expect(await person.get('/api/users/me')).toMatchObject({ email: 'tooslow@example.org' });
  });

  it('a program that opens every link in a mail uses up none', async () => {
    const links = await linkFor('scanned');
    for (const path of ['/verify-email', '/api/auth/email/verify', '/api/auth/password/reset'])
      await request(house.server.url, 'GET', `${path}?token=${links.reset}`);
    expect((await reset(links.reset)).status).toBe(204);
  });

  it('the database holds hashes alone', async () => {
    const links = await linkFor('hashed');
    const rows = await house.database.prisma.mailedLink.findMany();
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
