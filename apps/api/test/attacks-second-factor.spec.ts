import { JwtService } from '@nestjs/jwt';
import type { HttpError } from '@parley/contracts';
import { SessionsService } from '../src/modules/auth';
import { Cache } from '../src/platform/cache';
import { Authenticator } from './authenticator';
import { Crowd } from './crowd';
import type { Person } from './person';
import { request } from './person';
import { type TestServer, startServer } from './server';

let server: TestServer;
let mira: Person;
let authenticator: Authenticator;
const crowd = new Crowd(() => server.url);
beforeAll(async () => (server = await startServer()));
afterAll(() => server.close());
beforeEach(async () => {
  mira = await crowd.join();
  authenticator = await Authenticator.enrol(server, mira);
});
afterEach(() => crowd.leave());

interface Answer {
  status: number;
  body: unknown;
}
const outcome = ({ status, body }: Answer) => [status, (body as HttpError).code];
const wins = (all: Answer[]) => all.filter(({ status }) => status === 200).length;
const challenges = (many: number) =>
  Promise.all(Array.from({ length: many }, async () => (await authenticator.challenge()).challenge));

describe('TOTP replay', () => {
  it('finds that the code which confirmed the factor, or signed in, is spent', async () => {
    const [one = '', two = '', three = ''] = await challenges(3);
    expect(outcome(await authenticator.answer(one, authenticator.spentCode))).toEqual([401, 'auth.code_invalid']);
    const code = authenticator.code(1);
    expect(wins([await authenticator.answer(two, code)])).toBe(1);
    expect(outcome(await authenticator.answer(three, code))).toEqual([401, 'auth.code_invalid']);
  });

  it('cannot go back to an older code than the last one taken', async () => {
    await authenticator.forgetSpent();
    const [one = '', two = ''] = await challenges(2);
    expect(wins([await authenticator.answer(one, authenticator.code(1))])).toBe(1);
    expect(outcome(await authenticator.answer(two, authenticator.code()))).toEqual([401, 'auth.code_invalid']);
  });

  it('at the same moment: one of eight sign-ins with one code wins', async () => {
    const code = authenticator.code(1);
    const all = await Promise.all((await challenges(8)).map((challenge) => authenticator.answer(challenge, code)));
    expect(wins(all)).toBe(1);
  });

  it('against step-up: a code that signed in proves nothing more', async () => {
    const { challenge } = await authenticator.challenge();
    const secret = authenticator.code(1);
    expect(wins([await authenticator.answer(challenge, secret)])).toBe(1);
    const answer = await mira.ask('POST', '/api/auth/step-up', { method: 'totp', secret });
    expect(outcome(answer)).toEqual([401, 'auth.code_invalid']);
  });
});

describe('TOTP brute force', () => {
  it('ends a challenge after five tries: then the right code is of no use to it', async () => {
    const { challenge } = await authenticator.challenge();
    for (let i = 0; i < 5; i += 1) {
      expect(outcome(await authenticator.answer(challenge, authenticator.wrongCode()))).toEqual([
        401,
        'auth.code_invalid',
      ]);
    }
    const answer = await authenticator.answer(challenge, authenticator.code(1));
    expect(outcome(answer)).toEqual([401, 'auth.challenge_invalid']);
  });

  it('at the same moment gets no more tries than one after the other', async () => {
    const { challenge } = await authenticator.challenge();
    const all = await Promise.all(
      Array.from({ length: 30 }, () => authenticator.answer(challenge, authenticator.wrongCode())),
    );
    expect(all.filter(({ body }) => body.code === 'auth.code_invalid')).toHaveLength(5);
  });

  it('across challenges ends, too, for the right code as for wrong ones; a recovery code still lets the owner in', async () => {
    const fresh = await challenges(12);
    const all = await Promise.all(fresh.map((challenge) => authenticator.answer(challenge, authenticator.wrongCode())));
    expect(all.filter(({ body }) => body.code === 'auth.code_invalid')).toHaveLength(10);
    expect(all.filter(({ status }) => status === 429)).toHaveLength(2);
    const { challenge } = await authenticator.challenge();
    const right = await authenticator.answer(challenge, authenticator.code(1));
    expect(outcome(right)).toEqual([429, 'rate.limited']);
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
    const [recovery = ''] = authenticator.recoveryCodes;
    expect(wins([await authenticator.answer(challenge, recovery, 'recovery')])).toBe(1);
  });
});

describe('recovery code reuse', () => {
  it('at the same moment: one of eight sign-ins with one code wins', async () => {
    const [code = ''] = authenticator.recoveryCodes;
    const all = await Promise.all(
      (await challenges(8)).map((challenge) => authenticator.answer(challenge, code, 'recovery')),
    );
    expect(wins(all)).toBe(1);
  });

  it('with another person’s code opens nothing', async () => {
    const noor = await Authenticator.enrol(server, await crowd.join());
    const [theirs = ''] = noor.recoveryCodes;
    const { challenge } = await authenticator.challenge();
    expect(outcome(await authenticator.answer(challenge, theirs, 'recovery'))).toEqual([401, 'auth.code_invalid']);
    const own = await noor.challenge();
    expect(wins([await noor.answer(own.challenge, theirs, 'recovery')])).toBe(1);
  });
});

describe('a challenge', () => {
  it('signs in once: two right codes at the same moment open one session', async () => {
    const { challenge } = await authenticator.challenge();
    const [recovery = ''] = authenticator.recoveryCodes;
    const both = await Promise.all([
      authenticator.answer(challenge, authenticator.code(1)),
      authenticator.answer(challenge, recovery, 'recovery'),
    ]);
    expect(wins(both)).toBe(1);
    const [, second = ''] = authenticator.recoveryCodes;
    const again = await authenticator.answer(challenge, second, 'recovery');
    expect(outcome(again)).toEqual([401, 'auth.challenge_invalid']);
  });

  it('is no access token, over HTTP and at the handshake', async () => {
    const { challenge } = await authenticator.challenge();
    const headers = { authorization: `Bearer ${challenge}` };
    expect(outcome(await request(server.url, 'GET', '/api/users/me', { headers }))).toEqual([
      401,
      'auth.token_invalid',
    ]);
    await expect(mira.connect({ token: challenge })).rejects.toMatchObject({ data: { code: 'auth.token_invalid' } });
    const refresh = await request(server.url, 'POST', '/api/auth/refresh', { body: { refreshToken: challenge } });
    expect(outcome(refresh)).toEqual([401, 'auth.refresh_invalid']);
  });

  it('is not to be had with an access token, a refresh token or a guess', async () => {
    const signed = new JwtService({ secret: 'another key' }).sign({ sub: mira.id });
    for (const challenge of [mira.tokens.accessToken, mira.tokens.refreshToken, signed, '', '__proto__', ':', 'x']) {
      const [recovery = ''] = authenticator.recoveryCodes;
      const { status, body } = await authenticator.answer((challenge ?? '').slice(0, 100), recovery, 'recovery');
      expect([challenge, status, body.code]).toEqual([challenge, 401, 'auth.challenge_invalid']);
    }
    const whole = await authenticator.answer(mira.tokens.accessToken, '123456');
    expect(outcome(whole)).toEqual([400, 'validation.failed']);
  });

  it('dies with whatever ends all sessions of its person', async () => {
    const { challenge } = await authenticator.challenge();
    await server.app.get(SessionsService, { strict: false }).endAllOf(mira.id);
    const answer = await authenticator.answer(challenge, authenticator.code(1));
    expect(outcome(answer)).toEqual([401, 'auth.invalid_credentials']);
  });

  it.each(['', 'null', '[]', '{}', '{"userId":"x","signInEpoch":1}', '{"userId":null', '"constructor"'])(
    'that another version kept otherwise is none: %j',
    async (kept) => {
      const cache = server.app.get(Cache);
      const put = jest.spyOn(cache, 'put');
      const { challenge } = await authenticator.challenge();
      const [place = ''] = put.mock.calls.find(([key]) => key.startsWith('challenge:')) ?? [];
      put.mockRestore();
      await cache.put(place, kept, 60_000);
      const answer = await authenticator.answer(challenge, authenticator.code(1));
      expect(outcome(answer)).toEqual([401, 'auth.challenge_invalid']);
    },
  );

  it('is not kept where the cache can be read: only its hash is', async () => {
    const put = jest.spyOn(server.app.get(Cache), 'put');
    const { challenge } = await authenticator.challenge();
    expect(put).toHaveBeenCalledWith(expect.stringMatching(/^challenge:/), expect.any(String), expect.any(Number));
    expect(JSON.stringify(put.mock.calls)).not.toContain(challenge);
    put.mockRestore();
  });
});

describe('malformed second factors', () => {
  it.each([
    ['no method', { code: '123456' }],
    ['a method of a prototype', { method: '__proto__', code: '123456' }],
    ['the password as second factor', { method: 'password', code: 'correct horse battery' }],
    ['a code that is an object', { method: 'totp', code: { $ne: null } }],
    ['a code without end', { method: 'totp', code: '1'.repeat(100_000) }],
    ['null', { method: 'totp', code: null }],
  ])('are refused: %s', async (_, wrong) => {
    const { challenge } = await authenticator.challenge();
    const answer = await request(server.url, 'POST', '/api/auth/second-factor', { body: { challenge, ...wrong } });
    expect(outcome(answer)).toEqual([400, 'validation.failed']);
  });

  it('takes codes of nonsense for wrong ones', async () => {
    for (const code of ['', '\0', '\ud800', '１２３４５６', 'NaN']) {
      const { challenge } = await authenticator.challenge();
      for (const method of ['totp', 'recovery']) {
        expect(outcome(await authenticator.answer(challenge, code, method))).toEqual([401, 'auth.code_invalid']);
      }
    }
  });
});
