import { clientEvents, serverEvents } from '@parley/contracts';
import { createHash } from 'node:crypto';
import { BodyStore } from '../../src/modules/messages/body-store/body-store.port';
import { Cache } from '../../src/platform/cache';
import { Metrics } from '../../src/platform/metrics';
import { Authenticator } from '../authenticator';
import { Crowd, type Pair } from '../crowd';
import { eventually } from '../eventually';
import { MailHouse, codeOf, wrongFor } from '../mail-house';
import { type Person, history, request } from '../person';
import { RedisProcess, withOwnRedis } from '../redis-process';
import { type TestServer, startServer } from '../server';

type Answer = Awaited<ReturnType<typeof request>>;
const outcome = (answer: Answer) => [answer.status, codeOf(answer)];
const refused = [503, 'unavailable'];

withOwnRedis('two nodes that share a Redis', () => {
  const house = new MailHouse();
  const crowd = new Crowd(() => house.server.url);
  const { otp, verify, nthCode } = house;
  let redis: RedisProcess;
  let there: TestServer;

  beforeAll(async () => {
    redis = await RedisProcess.start();
    const settings = { REDIS_URL: redis.url, RATE_LIMIT_FACTOR: '1' };
    await house.start(settings);
    // Mails are written by the first one, where the test looks for them.
    there = await startServer({ ...settings, SMTP_URL: '', ROLE: 'api', DATABASE_URL: house.server.databaseUrl });
  });
  beforeEach(reached);
  afterEach(() => {
    redis.goOn();
    crowd.leave();
  });
  afterAll(async () => {
    await there.close();
    await house.close();
    await redis.kill();
  });

  /** Until both reach the Redis. */
  async function reached(): Promise<void> {
    const caches = [house.cache, there.app.get(Cache)];
    await eventually(() => Promise.all(caches.map((cache) => cache.count('test:reached', 1, 1_000))).then(() => {}));
  }

  const otpThere = (email: string) => request(there.url, 'POST', '/api/auth/otp', { body: { email } });
  const verifyThere = (email: string, code: string) =>
    request(there.url, 'POST', '/api/auth/otp/verify', { body: { email, code, session: 'token' } });
  const login = ({ user, password }: Person) =>
    house.send('/api/auth/login', { login: user.username, password, session: 'token' });

  async function mailed(email: string): Promise<string> {
    await eventually(async () => expect((await otp(email)).status).toBeLessThan(300));
    return nthCode(email);
  }

  /** Asked again only where the answer was none: each guess counts. */
  async function isNone(email: string, code: string): Promise<void> {
    let said: Answer | undefined;
    await eventually(async () => expect((said = await verify(email, code)).status).not.toBe(503));
    expect(outcome(said as Answer)).toEqual([401, 'auth.code_invalid']);
  }

  /** Whoever guesses a password while the nodes count alone meets the limit of each. */
  async function isBounded({ user }: Person): Promise<void> {
    const guess = () =>
      house.send('/api/auth/login', { login: user.username, password: 'not this one', session: 'token' });
    for (let n = 1; n <= 10; n += 1) expect((await guess()).status).toBe(401);
    expect(outcome(await guess())).toEqual([429, 'rate.limited']);
  }

  async function limitsHere(): Promise<number> {
    const { values } = await house.server.app.get(Metrics).limitsAlone.get();
    return values.find(({ labels }) => labels['outcome'] === 'here')?.value ?? 0;
  }

  /** What goes on whatever happens to the Redis. */
  async function talk({ mira, noor, id }: Pair): Promise<void> {
    const mouth = await mira.connect();
    const sent = await mouth.send(id, 'ahoy');
    const long = await mouth.send(id, 'long '.repeat(2_000));
    await mouth.ask(clientEvents.messageReact, { messageId: sent.id, emoji: '⚓', on: true });
    expect((await history(noor, id)).items.map(({ text }) => text)).toContain('ahoy');
    expect(await noor.get(`/api/chat/${id}/messages/${long.id}`)).toMatchObject({ text: 'long '.repeat(2_000) });
  }

  it('take a code at either, and count the guesses at both', async () => {
    const code = await mailed('either@example.org');
    expect((await verifyThere('either@example.org', code)).status).toBe(200);
    await isNone('either@example.org', code);
    const guessed = await mailed('guessed@example.org');
    for (let n = 1; n <= 3; n += 1) await verify('guessed@example.org', wrongFor(guessed, n));
    for (let n = 4; n <= 5; n += 1) await verifyThere('guessed@example.org', wrongFor(guessed, n));
    await isNone('guessed@example.org', guessed);
  });

  it('spend from one limit', async () => {
    const answers: Answer[] = [];
    for (const ask of [otp, otpThere, otp, otpThere, otp]) answers.push(await ask('limit@example.org'));
    expect(answers.filter(({ status }) => status < 300).length).toBeLessThanOrEqual(3);
    for (const ask of [otp, otpThere])
      await eventually(async () => expect(outcome(await ask('limit@example.org'))).toEqual([429, 'rate.limited']));
  });

  it('share the copy of a large text, and show it to nobody once it is deleted', async () => {
    const { mira, noor, id } = await crowd.pair();
    const text = 'x'.repeat(1024 * 1024 - 1);
    const { id: messageId } = await (await mira.connect()).send(id, text);
    const copy = `body:${createHash('sha256').update(text).digest('hex')}`;
    await eventually(async () => expect(await there.app.get(Cache).get(copy)).toBe(text));
    const fetched = jest.spyOn(there.app.get(BodyStore, { strict: false }), 'get');
    const read = () =>
      request(there.url, 'GET', `/api/chat/${id}/messages/${messageId}`, {
        headers: { authorization: `Bearer ${noor.tokens.accessToken}` },
      });
    expect((await read()).body).toMatchObject({ text });
    expect(fetched).not.toHaveBeenCalled();
    fetched.mockRestore();
    await mira.ask('DELETE', `/api/chat/${id}/messages/${messageId}?for=everyone`);
    expect(await there.app.get(Cache).get(copy)).toBe(text);
    expect(JSON.stringify((await read()).body)).not.toContain('xxx');
  });

  it('refuse every guess while it hangs, send and read as ever, and go on where they were', async () => {
    const pair = await crowd.pair();
    const { mira } = pair;
    const secured = await crowd.join();
    const authenticator = await Authenticator.enrol(house.server, secured);
    const { challenge } = await authenticator.challenge();
    const code = await mailed('hangs@example.org');
    redis.pause();
    const [before, answers] = [await limitsHere(), [] as Answer[]];
    answers.push(await otp('hangs@example.org'), await verify('hangs@example.org', code));
    answers.push(await verifyThere('hangs@example.org', code));
    expect(answers.map(outcome)).toEqual([refused, refused, refused]);
    expect((await login(mira)).status).toBe(200);
    await isBounded(mira);
    expect(await authenticator.answer(challenge, authenticator.code(1))).toMatchObject({ status: 503 });
    await talk(pair);
    await crowd.join();
    expect(await limitsHere()).toBeGreaterThan(before);
    redis.goOn();
    await reached();
    expect((await verify('hangs@example.org', code)).status).toBe(200);
    expect((await authenticator.answer(challenge, authenticator.code(1))).status).toBe(200);
  });

  it('lose nothing but codes and counts when it is killed, and take up the one that comes in its place', async () => {
    const pair = await crowd.pair();
    const code = await mailed('killed@example.org');
    await redis.kill();
    expect(outcome(await verify('killed@example.org', code))).toEqual(refused);
    expect((await login(pair.mira)).status).toBe(200);
    await talk(pair);
    await redis.startAgain();
    await reached();
    await isNone('killed@example.org', code);
    await otp('killed@example.org');
    expect((await verifyThere('killed@example.org', await nthCode('killed@example.org', 2))).status).toBe(200);
  });

  it('lose nothing else when it is flushed', async () => {
    const pair = await crowd.pair();
    const code = await mailed('flushed@example.org');
    const ear = await pair.noor.connect({ url: there.url });
    await redis.flush();
    await isNone('flushed@example.org', code);
    await talk(pair);
    expect(await ear.hears(serverEvents.messageReceived)).toMatchObject({ text: 'ahoy' });
    await otp('flushed@example.org');
    expect((await verify('flushed@example.org', await nthCode('flushed@example.org', 2))).status).toBe(200);
  });
});
