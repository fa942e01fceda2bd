import type { HttpError, Me, SignInChallenge, SignedIn } from '@parley/contracts';
import { Config } from '../src/config';
import { Database } from '../src/platform/database';
import { MailServer, Post, codeIn, keptMails, tokenIn } from './mail-server';
import { Person, request } from './person';
import { freePort } from './process/server-process';
import { type TestServer, startServer } from './server';

const codeOf = ({ body }: { body: unknown }) => (body as HttpError).code;

/** Both ways out of the house: the same journeys over each. */
const transports = {
  'kept on disk': async () => {
    const server = await startServer({ SMTP_URL: '', MAIL_FROM: 'parley@chat.example' });
    const { dataDir } = server.app.get(Config);
    return { server, post: new Post(() => keptMails(dataDir)), close: () => server.close() };
  },
  'through SMTP': async () => {
    const mails = await MailServer.start();
    const server = await startServer({ SMTP_URL: mails.url, MAIL_FROM: 'Our Chat <parley@chat.example>' });
    const close = async () => {
      await server.close();
      await mails.close();
    };
    return { server, post: new Post(async () => mails.mails), close };
  },
};

describe.each(Object.entries(transports))('mail %s', (_, open) => {
  let server: TestServer;
  let post: Post;
  let close: () => Promise<void>;
  let database: Database;

  beforeAll(async () => {
    ({ server, post, close } = await open());
    database = server.app.get(Database);
  });
  afterAll(() => close());

  const ask = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    request(server.url, 'POST', path, { body, headers });

  async function signInByCode(email: string, nth: number): Promise<SignedIn> {
    expect(await ask('/api/auth/otp', { email })).toMatchObject({ status: 202, body: '' });
    const code = codeIn(await post.about('sign-in code', email, nth));
    const answer = await ask('/api/auth/otp/verify', { email, code, session: 'token' });
    expect(answer.status).toBe(200);
    return answer.body as SignedIn;
  }

  const login = (name: string, password: string) => ask('/api/auth/login', { login: name, password, session: 'token' });

  describe('a mailed code', () => {
    it('makes an account for an address without one, and signs in to it the next time', async () => {
      const { user } = await signInByCode('ada.lovelace+chat@example.org', 1);
      expect(user).toMatchObject({
        username: 'ada.lovelace',
        name: 'Ada Lovelace',
        email: 'ada.lovelace+chat@example.org',
        emailVerified: true,
      });
      const [mail] = await post.to('ada.lovelace+chat@example.org');
      expect(mail).toMatchObject({ from: 'parley@chat.example', subject: 'Your sign-in code for Parley' });
      expect(mail?.html).toContain(codeIn(mail as never));
      expect((await signInByCode('ada.lovelace+chat@example.org', 2)).user.id).toBe(user.id);
    });

    it('finds another name where the plain one is taken', async () => {
      const { user } = await signInByCode('ada.lovelace@example.net', 1);
      expect(user.username).toMatch(/^ada\.lovelace-\d+$/);
    });

    it('takes the address in any spelling, and letters of any script', async () => {
      expect((await ask('/api/auth/otp', { email: ' GRÄCE@Bücher.Example ' })).status).toBe(202);
      const code = codeIn(await post.about('sign-in code', 'gräce@bücher.example'));
      const answer = await ask('/api/auth/otp/verify', { email: 'gräce@bücher.example', code });
      expect(answer.body).toMatchObject({ user: { email: 'gräce@bücher.example', name: 'Gräce', username: 'grace' } });
    });

    it('signs in to an account with a password, sets cookies, and shows that the address is theirs', async () => {
      const mira = await Person.join(server.url, 'mira');
      expect(mira.user.emailVerified).toBe(false);
      await ask('/api/auth/otp', { email: 'mira@example.org' });
      const code = codeIn(await post.about('sign-in code', 'mira@example.org'));
      const { status, body, headers } = await ask('/api/auth/otp/verify', { email: 'Mira@example.org', code });
      expect([status, (body as SignedIn).user]).toEqual([200, { ...mira.user, emailVerified: true }]);
      expect(headers.getSetCookie()).toHaveLength(2);
      await post.about('You signed in to Parley with a code', 'mira@example.org');
      expect(await mira.get<Me>('/api/users/me')).toMatchObject({ emailVerified: true });
    });

    it('asks for the second factor where there is one', async () => {
      const noor = await Person.join(server.url, 'noor');
      await database.prisma.totpFactor.create({
        data: { userId: noor.id, secret: new Uint8Array(20), enabledAt: new Date() },
      });
      await ask('/api/auth/otp', { email: 'noor@example.org' });
      const code = codeIn(await post.about('sign-in code', 'noor@example.org'));
      const { status, body, headers } = await ask('/api/auth/otp/verify', { email: 'noor@example.org', code });
      expect([status, (body as SignInChallenge).methods]).toEqual([200, ['totp']]);
      expect(headers.getSetCookie()).toEqual([]);
    });

    it('does not let somebody in who is suspended, and tells nobody else', async () => {
      const { id } = await Person.join(server.url, 'sus');
      await database.prisma.user.update({ where: { id }, data: { suspendedAt: new Date() } });
      expect((await ask('/api/auth/otp', { email: 'sus@example.org' })).status).toBe(202);
      const code = codeIn(await post.about('sign-in code', 'sus@example.org'));
      const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
      expect(codeOf(await ask('/api/auth/otp/verify', { email: 'sus@example.org', code: wrong }))).toBe(
        'auth.code_invalid',
      );
      expect(codeOf(await ask('/api/auth/otp/verify', { email: 'sus@example.org', code }))).toBe('auth.suspended');
    });
  });

  describe('the link to a new account’s address', () => {
    it('shows that it is theirs, once, and all their devices learn of it', async () => {
      const person = await Person.join(server.url, 'verity');
      const socket = await person.connect();
      const token = tokenIn(await post.about('Confirm', 'verity@example.org'));
      expect((await ask('/api/auth/email/verify', { token })).status).toBe(204);
      expect(await socket.hears('self:updated')).toMatchObject({ type: 'profile', data: { emailVerified: true } });
      expect(await person.get<Me>('/api/users/me')).toMatchObject({ emailVerified: true });
      const again = await ask('/api/auth/email/verify', { token });
      expect([again.status, codeOf(again)]).toEqual([400, 'auth.link_invalid']);
      person.leave();
    });

    it('can be had again, and ends the older one', async () => {
      const person = await Person.join(server.url, 'again');
      const old = tokenIn(await post.about('Confirm', 'again@example.org'));
      expect((await person.ask('POST', '/api/users/me/email/verification')).status).toBe(202);
      const token = tokenIn(await post.about('Confirm', 'again@example.org', 2));
      expect(codeOf(await ask('/api/auth/email/verify', { token: old }))).toBe('auth.link_invalid');
      expect((await ask('/api/auth/email/verify', { token })).status).toBe(204);
      expect((await person.ask('POST', '/api/users/me/email/verification')).status).toBe(202);
      await ask('/api/auth/otp', { email: 'again@example.org' });
      await post.about('sign-in code', 'again@example.org');
      expect(await post.to('again@example.org')).toHaveLength(3);
    });
  });

  describe('a forgotten password', () => {
    it('is replaced by link, which ends every session and socket, proves the address, and is told', async () => {
      const person = await Person.join(server.url, 'forgetful');
      const socket = await person.connect();
      expect(await ask('/api/auth/password/forgot', { email: 'Forgetful@Example.org' })).toMatchObject({
        status: 202,
        body: '',
      });
      const token = tokenIn(await post.about('new password', 'forgetful@example.org'));
      const password = 'a battery for horses';
      expect((await ask('/api/auth/password/reset', { token, password })).status).toBe(204);
      expect(await socket.isClosed()).toBe(true);
      expect(codeOf(await person.ask('GET', '/api/users/me'))).toBe('auth.session_revoked');
      const { refreshToken } = person.tokens;
      expect(codeOf(await ask('/api/auth/refresh', { refreshToken }))).toBe('auth.refresh_invalid');
      expect(codeOf(await login('forgetful', person.password))).toBe('auth.invalid_credentials');
      const { status, body } = await login('forgetful', password);
      expect([status, (body as SignedIn).user.emailVerified]).toEqual([200, true]);
      await post.about('Your password for Parley was changed', 'forgetful@example.org');
      const remembered = await database.prisma.auditEntry.findMany({
        where: { subjectId: person.id },
        orderBy: { id: 'asc' },
      });
      expect(remembered.map(({ type }) => type)).toEqual(expect.arrayContaining(['registered', 'password_reset']));
    });

    it('leaves a second factor on', async () => {
      const { id } = await Person.join(server.url, 'twofold');
      await database.prisma.totpFactor.create({
        data: { userId: id, secret: new Uint8Array(20), enabledAt: new Date() },
      });
      await ask('/api/auth/password/forgot', { email: 'twofold@example.org' });
      const token = tokenIn(await post.about('new password', 'twofold@example.org'));
      await ask('/api/auth/password/reset', { token, password: 'a battery for horses' });
      const { body } = await login('twofold', 'a battery for horses');
      expect(body).toMatchObject({ challenge: expect.any(String) as unknown, methods: ['totp'] });
    });

    it('can be a first one', async () => {
      const { user } = await signInByCode('codeonly@example.org', 1);
      await ask('/api/auth/password/forgot', { email: 'codeonly@example.org' });
      const token = tokenIn(await post.about('new password', 'codeonly@example.org'));
      expect((await ask('/api/auth/password/reset', { token, password: 'a battery for horses' })).status).toBe(204);
      expect((await login(user.username, 'a battery for horses')).status).toBe(200);
    });
  });

  describe('a change of password', () => {
    it('takes a step-up, ends the other sessions, keeps this one, and is told', async () => {
      const person = await Person.join(server.url, 'changer');
      const other = (await login('changer', person.password)).body as SignedIn;
      await database.prisma.session.updateMany({ where: { userId: person.id }, data: { provenAt: null } });
      const change = () => person.ask('POST', '/api/users/me/password', { password: 'a battery for horses' });
      const early = await change();
      expect([early.status, codeOf(early)]).toEqual([403, 'auth.step_up_required']);
      await person.ask('POST', '/api/auth/step-up', { method: 'password', secret: person.password });
      expect((await change()).status).toBe(204);
      expect((await person.ask('GET', '/api/users/me')).status).toBe(200);
      const gone = await request(server.url, 'GET', '/api/users/me', {
        headers: { authorization: `Bearer ${other.accessToken}` },
      });
      expect(codeOf(gone)).toBe('auth.session_revoked');
      expect((await login('changer', 'a battery for horses')).status).toBe(200);
      await post.about('Your password for Parley was changed', 'changer@example.org');
    });

    it('works for whoever never had one, after a mailed code', async () => {
      const { accessToken, user } = await signInByCode('nopass@example.org', 1);
      await database.prisma.session.updateMany({ where: { userId: user.id }, data: { provenAt: null } });
      const as = { authorization: `Bearer ${accessToken}` };
      const change = () => ask('/api/users/me/password', { password: 'a battery for horses' }, as);
      expect((await change()).body).toMatchObject({ code: 'auth.step_up_required', details: { methods: ['email'] } });
      expect((await ask('/api/auth/step-up/code', undefined, as)).status).toBe(202);
      const secret = codeIn(await post.about('confirmation code', 'nopass@example.org'));
      expect((await ask('/api/auth/step-up', { method: 'email', secret }, as)).status).toBe(200);
      expect(codeOf(await ask('/api/auth/step-up', { method: 'email', secret }, as))).toBe('auth.code_invalid');
      expect((await change()).status).toBe(204);
    });
  });

  describe('a change of address', () => {
    it('is carried out by the link in the new mailbox, and told in the old one before and after', async () => {
      const person = await Person.join(server.url, 'mover');
      expect((await person.ask('POST', '/api/users/me/email', { email: 'Moved@Example.org' })).status).toBe(202);
      const token = tokenIn(await post.about('new e-mail address', 'moved@example.org'));
      await post.about('about to change', 'mover@example.org');
      expect(await person.get<Me>('/api/users/me')).toMatchObject({ email: 'mover@example.org' });
      expect((await ask('/api/auth/email/verify', { token })).status).toBe(204);
      expect(await person.get<Me>('/api/users/me')).toMatchObject({ email: 'moved@example.org', emailVerified: true });
      const told = await post.about('Your e-mail address for Parley was changed', 'mover@example.org');
      expect(told.text).toContain('moved@example.org');
      expect((await login('moved@example.org', person.password)).status).toBe(200);
      expect((await login('mover@example.org', person.password)).status).toBe(401);
    });

    it('takes a step-up', async () => {
      const person = await Person.join(server.url, 'hasty');
      await database.prisma.session.updateMany({ where: { userId: person.id }, data: { provenAt: null } });
      const answer = await person.ask('POST', '/api/users/me/email', { email: 'thief@example.org' });
      expect([answer.status, codeOf(answer)]).toEqual([403, 'auth.step_up_required']);
      expect(await post.to('thief@example.org')).toEqual([]);
    });
  });
});

describe('a mail server that is away', () => {
  it('makes nobody wait, fails nothing, and gets the mail when it is back', async () => {
    const port = await freePort();
    const server = await startServer({ SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'parley@chat.example' });
    try {
      const person = await Person.join(server.url, 'patient');
      expect(person.user.email).toBe('patient@example.org');
      const { status } = await request(server.url, 'POST', '/api/auth/otp', { body: { email: 'patient@example.org' } });
      expect(status).toBe(202);
      const back = await MailServer.start({}, port);
      const post = new Post(async () => back.mails);
      await post.about('Confirm', 'patient@example.org');
      await post.about('sign-in code', 'patient@example.org');
      await back.close();
    } finally {
      await server.close();
    }
  });
});
