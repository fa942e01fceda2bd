import type { HttpError } from '@parley/contracts';
import { PasswordReset } from '../src/modules/auth/links/password-reset.service';
import { MailHouse, codeOf, wrongFor } from './mail-house';
import { Person } from './person';

const house = new MailHouse();
const { otp, verify, send, nthCode } = house;

beforeAll(() => house.start());
afterAll(house.close);
afterEach(() => jest.restoreAllMocks());

describe('account enumeration', () => {
  /** What is asked about an address. */
  async function workFor(path: string, email: string) {
    const query = jest.spyOn(house.database.pool, 'query');
    const put = jest.spyOn(house.cache, 'put');
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
      await Person.join(house.server.url, name);
      const { id } = await Person.join(house.server.url, `${name}2`);
      await house.database.prisma.user.update({ where: { id }, data: { suspendedAt: new Date() } });
      const nobody = await workFor(path, `nobody${name}@example.org`);
      expect(nobody).toMatchObject({ status: 202, body: '' });
      expect(nobody.statements.length).toBeGreaterThan(0);
      expect(await workFor(path, `${name}@example.org`)).toEqual(nobody);
      expect(await workFor(path, `${name}2@example.org`)).toEqual(nobody);
    },
  );

  it('learns nothing from the time of a reset: the link is made after the answer', async () => {
    await Person.join(house.server.url, 'timed');
    const create = jest.spyOn(house.database.prisma, '$executeRaw');
    await house.server.app.get(PasswordReset, { strict: false }).ask('timed@example.org');
    expect(create).not.toHaveBeenCalled();
    await house.post.about('new password', 'timed@example.org');
    expect(create).toHaveBeenCalledTimes(1);
  });

  it('learns nothing from a wrong code', async () => {
    await Person.join(house.server.url, 'coded');
    await otp('coded@example.org');
    await otp('uncoded@example.org');
    const answers = await Promise.all(
      ['coded', 'uncoded', 'neverasked'].map(async (name) => {
        const right = name === 'neverasked' ? '000000' : await nthCode(`${name}@example.org`);
        const { status, body } = await verify(`${name}@example.org`, wrongFor(right));
        return { status, ...(body as HttpError), requestId: '' };
      }),
    );
    expect(answers[0]).toMatchObject({ status: 401, code: 'auth.code_invalid' });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it('learns nothing from a change of address: its owner is told, nobody else', async () => {
    const thief = await Person.join(house.server.url, 'thief');
    await Person.join(house.server.url, 'owner1');
    const { sent, settled } = house.watchMails();
    const change = async (email: string) => {
      const { status, body } = await thief.ask('POST', '/api/users/me/email', { email });
      return { status, body, told: (await settled()).filter((one) => one.endsWith('thief@example.org')) };
    };
    const free = await change('free@example.org');
    sent.mockClear();
    expect(await change('owner1@example.org')).toEqual(free);
    expect(free).toEqual({ status: 202, body: '', told: ['e-mail change asked to thief@example.org'] });
    expect((await house.post.about('wanted to use', 'owner1@example.org')).text).not.toContain('http');
    expect(
      (await house.post.to('owner1@example.org')).some(({ subject }) => subject.includes('Confirm your new')),
    ).toBe(false);
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
    const { sent, settled } = house.watchMails();
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
