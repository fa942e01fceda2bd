import { type HttpError, clientEvents } from '@parley/contracts';
import { randomUUID } from 'node:crypto';
import { Crowd } from './crowd';
import { Person, request } from './person';
import { type TestServer, startServer } from './server';
import { sqlOn } from './sql';

let server: TestServer;
const crowd = new Crowd(() => server.url);
afterEach(async () => {
  crowd.leave();
  await server.close();
});

const codeOf = ({ body }: { body: unknown }) => (body as HttpError).code;

describe('a flood of socket events', () => {
  it('slows the flooder only, on all sockets and over HTTP, and says how long', async () => {
    server = await startServer({ RATE_LIMIT_FACTOR: '0.02' });
    const { mira, noor, id } = await crowd.pair();
    const [one, two, ear] = await Promise.all([mira.connect(), mira.connect(), noor.connect()]);
    const event = clientEvents.messageSend;
    const flood = await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        (n % 2 ? one : two).emit(event, { conversationId: id, clientId: randomUUID(), text: `${n}` }),
      ),
    );
    // 1,000 in ten seconds, times the factor: one budget for both sockets.
    expect(flood.filter(({ ok }) => ok)).toHaveLength(20);
    const refused = flood.find((answer) => !answer.ok);
    expect(refused).toMatchObject({
      error: { code: 'rate.limited', details: { retryAfterSeconds: expect.any(Number) } },
    });
    const overHttp = await mira.ask('POST', `/api/chat/${id}/messages`, { clientId: randomUUID(), text: 'and here?' });
    expect([overHttp.status, codeOf(overHttp)]).toEqual([429, 'rate.limited']);
    expect(Number(overHttp.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(overHttp.headers.get('retry-after'))).toBeLessThanOrEqual(10);

    expect(await ear.send(id, 'I am heard')).toMatchObject({ seq: 21 });
    expect(one.socket.connected && two.socket.connected).toBe(true);
    expect(await one.ask(clientEvents.syncHeads, {})).toMatchObject({ items: [{ seq: 21 }] });
  });
});

describe('a flood of sensitive changes without the proof they take', () => {
  it('is counted like any other, before anything is asked of the database', async () => {
    server = await startServer({ RATE_LIMIT_FACTOR: '0.02' });
    const mira = await crowd.join();
    await sqlOn(() => server)('UPDATE sessions SET proven_at = NULL');
    const codes = [];
    for (let n = 0; n < 13; n += 1) codes.push(codeOf(await mira.ask('POST', '/api/users/me/totp')));
    expect(codes).toEqual([...Array<string>(12).fill('auth.step_up_required'), 'rate.limited']);
  });
});

describe('sockets opened one after the other', () => {
  it('bring no fresh budget', async () => {
    server = await startServer({ RATE_LIMIT_FACTOR: '0.02' });
    const { mira, id } = await crowd.pair();
    let taken = 0;
    for (let n = 0; n < 24; n += 1) {
      const mouth = await mira.connect();
      const answer = await mouth.emit(clientEvents.messageSend, {
        conversationId: id,
        clientId: randomUUID(),
        text: `${n}`,
      });
      if (answer.ok) taken += 1;
      mouth.socket.disconnect();
    }
    expect(taken).toBe(20);
  });
});

describe('what names no limit', () => {
  it('has one all the same, by account where somebody is signed in', async () => {
    server = await startServer({ RATE_LIMIT_FACTOR: '0.01' });
    const mira = await Person.join(server.url);
    const statuses = [];
    for (let n = 0; n < 31; n += 1) statuses.push((await mira.ask('GET', '/api/users/me')).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(30);
    expect(statuses.at(-1)).toBe(429);
    // Nobody signed in, and the same address: another budget.
    expect((await request(server.url, 'GET', '/api/server')).status).toBe(200);
    for (let n = 0; n < 40; n += 1) expect((await request(server.url, 'GET', '/health/live')).status).toBe(200);
  });
});

describe('a forged X-Forwarded-For', () => {
  const register = (n: number) =>
    request(server.url, 'POST', '/api/auth/login', {
      body: { login: `nobody${n}`, password: 'not the password' },
      headers: { 'x-forwarded-for': `198.51.100.${n}` },
    });

  it('is no way out of a limit; premise: behind a trusted proxy each has their own', async () => {
    server = await startServer({ RATE_LIMIT_FACTOR: '0.01' });
    const forged = [];
    for (let n = 1; n <= 5; n += 1) forged.push((await register(n)).status);
    expect(forged).toEqual([401, 401, 401, 429, 429]);
    await server.close();
    server = await startServer({ RATE_LIMIT_FACTOR: '0.01', TRUSTED_PROXIES: 'loopback' });
    for (let n = 1; n <= 5; n += 1) expect((await register(n)).status).toBe(401);
  });

  it('does not help from within one /64', async () => {
    server = await startServer({ RATE_LIMIT_FACTOR: '0.01', TRUSTED_PROXIES: 'loopback' });
    const from = async (address: string) =>
      (
        await request(server.url, 'POST', '/api/auth/login', {
          body: { login: randomUUID(), password: 'not the password' },
          headers: { 'x-forwarded-for': address },
        })
      ).status;
    for (let n = 0; n < 3; n += 1) expect(await from(`2001:db8:1:2::${n}`)).toBe(401);
    expect(await from('2001:db8:1:2:ffff::1')).toBe(429);
    expect(await from('2001:db8:1:3::1')).toBe(401);
  });
});
