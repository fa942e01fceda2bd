import { ParleyClient } from '../src/client';
import { World } from './world';

const people = ['ada', 'bea'];

async function worldOf(): Promise<World> {
  const world = new World(ParleyClient, 7);
  world.server.create('room-0', 'group', people);
  for (const userId of people) await world.join(userId);
  return world;
}

const states = (client: ParleyClient) =>
  client
    .timeline('room-0')
    .items()
    .map(({ message, state }) => `${message.text}: ${state}`);

describe('sending', () => {
  let world: World;
  let ada: World['devices'][number];

  beforeEach(async () => {
    world = await worldOf();
    const [first] = world.devices;
    if (!first) throw new Error('Nobody is here.');
    ada = first;
  });

  afterEach(() => world.stop());

  it('shows a refusal on its message and goes on with the next one', async () => {
    const refused = ada.client.send('room-0', 'forbidden');
    ada.client.send('room-0', 'fine');
    expect(states(ada.client)).toEqual(['forbidden: pending', 'fine: pending']);
    await world.clock.pass(1_000);
    expect(states(ada.client)).toEqual(['fine: delivered', 'forbidden: failed']);
    expect(ada.client.timeline('room-0').items().at(-1)?.error?.code).toBe('validation.failed');
    expect(ada.client.connection.pending).toBe(0);
    ada.client.discard(refused);
    expect(states(ada.client)).toEqual(['fine: delivered']);
  });

  it('tries a refused message again when asked to, as the last one', async () => {
    const refused = ada.client.send('room-0', 'forbidden');
    await world.clock.pass(1_000);
    ada.client.retry(refused);
    expect(states(ada.client)).toEqual(['forbidden: pending']);
    await world.clock.pass(1_000);
    expect(states(ada.client)).toEqual(['forbidden: failed']);
  });

  it('keeps what was written while offline through a reload, in order', async () => {
    world.turn({ drop: 1, double: 0, lostAnswer: 1, maxDelayMs: 5 });
    ada.link.cut();
    for (const text of ['one', 'two', 'three']) world.send(0, 'room-0', text);
    await world.clock.pass(30_000);
    expect(ada.client.connection.pending).toBe(3);
    await world.reload(0);
    await world.settle();
    expect(
      world.server.rooms
        .get('room-0')
        ?.sorted()
        .map(({ text }) => text),
    ).toEqual(['one', 'two', 'three']);
    expect(world.devices[0]?.client.connection.pending).toBe(0);
  });

  it('begins a conversation anew that it is far behind in, and misses nothing after it', async () => {
    ada.client.timeline('room-0');
    await world.clock.pass(1_000);
    ada.client.stop();
    for (let n = 0; n < 1_300; n += 1) {
      world.server.send('bea', { conversationId: 'room-0', clientId: `far-${n}`, text: `far ${n}` }, null);
    }
    ada.client.start();
    await world.clock.pass(5_000);
    expect(ada.client.connection.state).toBe('live');
    expect(ada.client.conversations.get('room-0')).toMatchObject({ seq: 1_300, unread: 1_000 });
    const seqs = ada.client
      .timeline('room-0')
      .items()
      .map(({ message }) => message.seq);
    // The newest page, not the thirteen hundred.
    expect(seqs.length).toBeLessThan(50);
    expect(seqs).toEqual(seqs.map((_, at) => 1_300 - seqs.length + 1 + at));
    world.server.send('bea', { conversationId: 'room-0', clientId: 'last', text: 'last' }, null);
    await world.clock.pass(1_000);
    expect(ada.client.timeline('room-0').items().at(-1)?.message).toMatchObject({ seq: 1_301, text: 'last' });
  });
});

describe('the list', () => {
  it('says how far my last message to one person came, and nothing of places or of what is not mine', async () => {
    const world = await worldOf();
    const [ada, bea] = world.devices;
    world.server.create('direct-ada-bea', 'direct', people);
    world.send(0, 'room-0', 'to all');
    world.send(0, 'direct-ada-bea', 'to one');
    await world.clock.pass(5_000);
    expect(ada?.client.conversations.lastState('direct-ada-bea')).toBe('delivered');
    bea?.client.markRead('direct-ada-bea', 1);
    await world.clock.pass(5_000);
    expect(ada?.client.conversations.lastState('direct-ada-bea')).toBe('read');
    expect(ada?.client.conversations.lastState('room-0')).toBeNull();
    expect(bea?.client.conversations.lastState('direct-ada-bea')).toBeNull();
    world.stop();
  });
});

describe('signing out', () => {
  it('leaves nothing of the person behind', async () => {
    const world = await worldOf();
    const [ada] = world.devices;
    world.send(0, 'room-0', 'hello');
    await world.clock.pass(2_000);
    expect(await ada?.store.load('copy')).toHaveLength(1);
    await Promise.all([ada?.client.session.logout(), world.clock.pass(1_000)]);
    await world.clock.pass(1_000);
    expect(ada?.client.session.snapshot()).toEqual({ state: 'signed-out', me: null, ended: null });
    expect(ada?.client.conversations.list()).toEqual([]);
    for (const kind of ['session', 'progress', 'copy', 'outbox'] as const) {
      expect(await ada?.store.load(kind)).toEqual([]);
    }
    world.stop();
  });

  it('happens when the server revokes the session, but keeps what was not sent yet', async () => {
    const world = await worldOf();
    const [ada] = world.devices;
    world.turn({ drop: 0, double: 0, lostAnswer: 1, maxDelayMs: 5 });
    world.send(0, 'room-0', 'unsent');
    await world.clock.pass(100);
    for (const socket of world.server.sockets) socket.tell('session:revoked', { reason: 'revoked' });
    await world.clock.pass(1_000);
    expect(ada?.client.session.state).toBe('signed-out');
    expect(await ada?.store.load('copy')).toEqual([]);
    expect(await ada?.store.load('outbox')).toMatchObject([{ text: 'unsent' }]);
    world.stop();
  });
});
