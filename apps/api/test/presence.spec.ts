import { type PersonPresence, type PresenceState, clientEvents, limits, serverEvents } from '@parley/contracts';
import { randomUUID } from 'node:crypto';
import { Pulse } from '../src/realtime/presence/pulse';
import { Crowd } from './crowd';
import { eventually } from './eventually';
import type { Person, PersonSocket } from './person';
import { type TestServer, startServer } from './server';
import { Staff, adminPath } from './staff';
import { watch } from './watching';

let server: TestServer;
const crowd = new Crowd(() => server.url);
const staff = new Staff(
  () => server,
  crowd,
  () => {
    throw new Error('Nobody here owns anything.');
  },
);
beforeAll(async () => (server = await startServer({ RATE_LIMIT_FACTOR: '10' })));
afterAll(() => server.close());
afterEach(() => crowd.leave());

const block = (one: Person, other: Person) => one.ask('PUT', `/api/users/me/blocks/${other.id}`);
const hide = (person: Person, isHidden = true) =>
  person.ask('PATCH', '/api/users/me', { privacy: { lastSeen: !isHidden } });

/** What a socket was told of somebody, in order. */
const toldOf = (socket: PersonSocket, { id }: Person): PresenceState[] =>
  socket.told
    .filter(({ event }) => event === serverEvents.userOnline || event === serverEvents.userOffline)
    .map(({ data }) => data as PersonPresence)
    .filter(({ userId }) => userId === id)
    .map(({ state }) => state);

const isTold = (socket: PersonSocket, person: Person, ...states: PresenceState[]) =>
  eventually(async () => expect(toldOf(socket, person)).toEqual(states), 20_000);

/** Two who have nothing to do with the test: what one of them says has been told when the other has heard it. */
let bell: { eye: PersonSocket; phone: PersonSocket; rung: number };
const bystanders = new Crowd(() => server.url);
beforeAll(async () => {
  const { mira, noor } = await bystanders.pair();
  const [eye, phone] = await Promise.all([mira.connect(), noor.connect()]);
  await watch(eye, noor);
  bell = { eye, phone, rung: 0 };
});
afterAll(() => bystanders.leave());

/** Whatever happened before it is told by its end. */
async function aMomentPasses(): Promise<void> {
  bell.rung += 1;
  await bell.phone.ask(clientEvents.presenceSet, { state: bell.rung % 2 === 1 ? 'away' : 'online' });
  await bell.eye.hears(serverEvents.userOnline, bell.rung);
}

describe('presence', () => {
  it('is answered as it is, and told once for each change', async () => {
    const { mira, noor } = await crowd.pair();
    const eye = await mira.connect();
    expect(await watch(eye, noor, mira)).toEqual([
      { userId: noor.id, state: 'offline', lastSeen: expect.any(String) },
      { userId: mira.id, state: 'online', lastSeen: null },
    ]);
    const phone = await noor.connect();
    await isTold(eye, noor, 'online');
    expect(await phone.ask(clientEvents.presenceSet, { state: 'away' })).toEqual({ state: 'away' });
    await isTold(eye, noor, 'online', 'away');
    phone.socket.disconnect();
    await isTold(eye, noor, 'online', 'away', 'offline');
    const [gone] = eye.heard(serverEvents.userOffline);
    expect(gone).toEqual({ userId: noor.id, state: 'offline', lastSeen: expect.any(String) });
    expect(await watch(eye, noor)).toEqual([gone]);
    expect(eye.heard(serverEvents.userOnline)[0]).toEqual({ userId: noor.id, state: 'online', lastSeen: null });
  });

  it('counts the most present of several devices, and no device twice', async () => {
    const { mira, noor } = await crowd.pair();
    const [eye, phone, desk] = await Promise.all([mira.connect(), noor.connect(), noor.connect()]);
    expect((await watch(eye, noor))[0]?.state).toBe('online');
    expect(await phone.ask(clientEvents.presenceSet, { state: 'away' })).toEqual({ state: 'online' });
    await desk.ask(clientEvents.presenceSet, { state: 'away' });
    await isTold(eye, noor, 'away');
    await desk.ask(clientEvents.presenceSet, { state: 'online' });
    await isTold(eye, noor, 'away', 'online');
    desk.socket.disconnect();
    await isTold(eye, noor, 'away', 'online', 'away');
  });

  it('does not flicker while the network blinks, nor for a device that comes back as it was', async () => {
    const { mira, noor } = await crowd.pair();
    const [eye, first] = await Promise.all([mira.connect(), noor.connect({ presence: 'away' })]);
    expect((await watch(eye, noor))[0]?.state).toBe('away');
    first.socket.disconnect();
    for (let blink = 0; blink < 3; blink += 1) {
      await aMomentPasses();
      (await noor.connect({ presence: 'away' })).socket.disconnect();
    }
    await noor.connect({ presence: 'away' });
    await aMomentPasses();
    expect(toldOf(eye, noor)).toEqual([]);
  });

  it('is told of those who are watched now, and of nobody else', async () => {
    const [mira, noor, theo] = await Promise.all([crowd.join(), crowd.join(), crowd.join()]);
    await Promise.all([mira.openDirect(noor), mira.openDirect(theo)]);
    const eye = await mira.connect();
    await watch(eye, noor);
    await watch(eye, theo);
    const phones = await Promise.all([noor.connect(), theo.connect()]);
    await isTold(eye, theo, 'online');
    await watch(eye);
    for (const phone of phones) await phone.ask(clientEvents.presenceSet, { state: 'away' });
    await aMomentPasses();
    expect(toldOf(eye, noor)).toEqual([]);
    expect(toldOf(eye, theo)).toEqual(['online']);
  });

  it('of a question overtaken by the next one is not told', async () => {
    const { mira, noor } = await crowd.pair();
    const eye = await mira.connect();
    const answers = await Promise.all([watch(eye, noor), watch(eye), watch(eye, noor), watch(eye)]);
    expect(answers.map(({ length }) => length)).toEqual([1, 0, 1, 0]);
    await noor.connect();
    await aMomentPasses();
    expect(toldOf(eye, noor)).toEqual([]);
  });
});

describe('who may see it', () => {
  const offline = ({ id }: { id: string }) => ({ userId: id, state: 'offline', lastSeen: null });

  it('tells strangers, those who hide, who blocked the asker, and ids of nobody not apart', async () => {
    const [mira, stranger, hidden, shut] = await Promise.all([crowd.join(), crowd.join(), crowd.join(), crowd.join()]);
    await Promise.all([mira.openDirect(hidden), mira.openDirect(shut)]);
    const all = [stranger, hidden, shut];
    const [eye] = await Promise.all([mira.connect(), ...all.map((one) => one.connect())]);
    expect((await watch(eye, ...all)).map(({ state }) => state)).toEqual(['offline', 'online', 'online']);
    await Promise.all([hide(hidden), block(shut, mira)]);
    const nobody = { id: randomUUID() };
    expect(await watch(eye, ...all, nobody)).toEqual([...all, nobody].map(offline));
    // The one who blocked still sees, and everybody sees themselves.
    const other = await shut.connect();
    expect((await watch(other, mira, shut)).map(({ state }) => state)).toEqual(['online', 'online']);
    expect((await watch(await hidden.connect(), hidden, mira)).map(({ state }) => state)).toEqual(['online', 'online']);
  });

  it.each<[string, (mira: Person, noor: Person, id: string) => Promise<unknown>]>([
    ['hides it', (_, noor) => hide(noor)],
    ['blocks', (mira, noor) => block(noor, mira)],
    ['leaves', (_, noor, id) => noor.ask('DELETE', `/api/chat/${id}/members/${noor.id}`)],
    ['is removed', (mira, noor, id) => mira.ask('DELETE', `/api/chat/${id}/members/${noor.id}`)],
  ])('ends for a watch that stands when somebody %s', async (_, end) => {
    const [mira, noor] = await Promise.all([crowd.join(), crowd.join()]);
    const body = { kind: 'group', name: 'Fleet', memberIds: [noor.id] };
    const { id } = (await mira.ask('POST', '/api/chat', body)).body as { id: string };
    const [eye, phone] = await Promise.all([mira.connect(), noor.connect()]);
    expect((await watch(eye, noor))[0]?.state).toBe('online');
    await end(mira, noor, id);
    await server.app.get(Pulse, { strict: false }).beat();
    await isTold(eye, noor, 'offline');
    expect(eye.heard(serverEvents.userOffline)).toEqual([offline(noor)]);
    await phone.ask(clientEvents.presenceSet, { state: 'away' });
    await aMomentPasses();
    expect(toldOf(eye, noor)).toEqual(['offline']);
  });

  it('is not the removed, who hear nothing of those who stayed', async () => {
    const [mira, noor] = await Promise.all([crowd.join(), crowd.join()]);
    const body = { kind: 'group', name: 'Fleet', memberIds: [noor.id] };
    const { id } = (await mira.ask('POST', '/api/chat', body)).body as { id: string };
    const eye = await noor.connect();
    expect(await watch(eye, mira)).toMatchObject([{ state: 'offline' }]);
    await mira.ask('DELETE', `/api/chat/${id}/members/${noor.id}`);
    await mira.connect();
    await aMomentPasses();
    expect(toldOf(eye, mira)).toEqual([]);
    expect(await watch(eye, mira)).toEqual([offline(mira)]);
  });

  it('is nobody’s of somebody who is suspended', async () => {
    const { mira, noor } = await crowd.pair();
    await staff.put(mira, 'admin');
    const [eye] = await Promise.all([mira.connect(), noor.connect()]);
    expect((await watch(eye, noor))[0]?.state).toBe('online');
    const { status } = await mira.ask('POST', adminPath(noor, '/suspend'), {});
    expect(status).toBeLessThan(300);
    await isTold(eye, noor, 'offline');
    expect(await watch(eye, noor)).toEqual([offline(noor)]);
  });
});

describe('hostile questions', () => {
  const lists: [string, unknown][] = [
    ['ten thousand ids', { userIds: Array.from({ length: 10_000 }, () => randomUUID()) }],
    ['one id too many', { userIds: Array.from({ length: limits.presenceWatched + 1 }, () => randomUUID()) }],
    ['no list', { userIds: 'all' }],
    ['a list by prototype', JSON.parse('{"__proto__":{"userIds":[]}}')],
    ['a list with a length', { userIds: { length: 1, 0: randomUUID() } }],
    ['names of prototypes', { userIds: ['__proto__', 'constructor'] }],
    ['numbers', { userIds: [1, null, {}] }],
    ['a null byte', { userIds: [`${randomUUID()}\u0000`] }],
    ['null', { userIds: null }],
    ['nothing', {}],
    ['whose eyes to see with', { userIds: [], viewerId: randomUUID() }],
  ];
  const states: [string, unknown][] = [
    ['another word', { state: 'offline' }],
    ['a list', { state: ['away'] }],
    ['nothing', {}],
    ['somebody else', { state: 'away', userId: randomUUID() }],
  ];

  it('are refused, and the watch before them stands', async () => {
    const { mira, noor } = await crowd.pair();
    const eye = await mira.connect();
    await watch(eye, noor);
    const asked = [
      ...lists.map(([what, payload]) => ({ what, event: clientEvents.presenceWatch, payload })),
      ...states.map(([what, payload]) => ({ what, event: clientEvents.presenceSet, payload })),
    ];
    for (const { what, event, payload } of asked) {
      expect([what, await eye.emit(event, payload)]).toMatchObject([
        what,
        { ok: false, error: { code: 'validation.failed' } },
      ]);
    }
    await noor.connect();
    await isTold(eye, noor, 'online');
  });

  it('with an id twice, or in capitals, are answered once', async () => {
    const { mira, noor } = await crowd.pair();
    const eye = await mira.connect();
    const userIds = [noor.id, noor.id.toUpperCase(), noor.id];
    expect((await eye.ask(clientEvents.presenceWatch, { userIds })).items).toHaveLength(1);
  });

  it('meet a limit of their own', async () => {
    const mira = await crowd.join();
    const eye = await mira.connect();
    const answers = await Promise.all(
      Array.from({ length: 700 }, () => eye.emit(clientEvents.presenceWatch, { userIds: [] })),
    );
    const refused = answers.filter(({ ok }) => !ok);
    expect(refused).toHaveLength(100);
    expect(refused[0]).toMatchObject({
      error: { code: 'rate.limited', details: { retryAfterSeconds: expect.any(Number) } },
    });
  });
});
