import { ParleyClient } from '../src/client';
import { UnansweredError } from '../src/parley.errors';
import { World } from './world';

/** Sixty messages of bea's; ada's device holds the newest. */
async function worldOf() {
  const world = new World(ParleyClient, 7);
  world.server.create('room-0', 'group', ['ada', 'bea']);
  for (let n = 1; n <= 60; n += 1) write(world, n);
  await world.join('ada');
  const [ada] = world.devices;
  const room = world.server.rooms.get('room-0');
  if (!ada || !room) throw new Error('Nobody is here.');
  const timeline = ada.client.timeline('room-0');
  await world.clock.pass(1_000);
  const seqs = () => timeline.items().map(({ message }) => message.seq);
  const during = async (work: Promise<unknown>) => Promise.all([work, world.clock.pass(1_000)]);
  return { world, room, ada, timeline, seqs, during };
}

function write(world: World, n: number, conversationId = 'room-0'): void {
  const clientId = `hers in ${conversationId}-${n}`;
  world.server.send('bea', { conversationId, clientId, text: `text ${n}` }, null);
}

describe('going to a place', () => {
  it('shows what lies around it, apart from the newest end, and follows what changes there', async () => {
    const { world, room, timeline, seqs, during } = await worldOf();
    const { place } = timeline.snapshot();
    expect(seqs().at(-1)).toBe(60);
    await during(timeline.goTo(20));
    expect(seqs()).toEqual([16, 17, 18, 19, 20, 21, 22, 23]);
    expect(timeline.snapshot()).toMatchObject({ hasBefore: true, hasAfter: true, place: place + 1 });
    world.server.edit(room, 20, { text: 'better', editedAt: 'now' });
    write(world, 61);
    await world.clock.pass(1_000);
    expect(timeline.items()[4]?.message.text).toBe('better');
    expect(seqs().at(-1)).toBe(23);
    world.stop();
  });

  it('reads on up and down until both ends meet, without a jump', async () => {
    const { world, timeline, seqs, during } = await worldOf();
    await during(timeline.goTo(40));
    const { place } = timeline.snapshot();
    await during(timeline.loadBefore());
    expect(seqs()[0]).toBe(28);
    for (let page = 0; timeline.snapshot().hasAfter && page < 9; page += 1) await during(timeline.loadAfter());
    expect(seqs()).toEqual(Array.from({ length: 33 }, (_, at) => at + 28));
    write(world, 61);
    await world.clock.pass(1_000);
    expect(seqs().at(-1)).toBe(61);
    expect(timeline.snapshot()).toMatchObject({ hasAfter: false, place });
    world.stop();
  });

  it('goes back to the newest at a word, and with what one writes', async () => {
    const { world, ada, timeline, seqs, during } = await worldOf();
    await during(timeline.goTo(10));
    timeline.goToLatest();
    expect(seqs().at(-1)).toBe(60);
    await during(timeline.goTo(10));
    ada.client.send('room-0', 'mine');
    expect(timeline.items().at(-1)?.message.text).toBe('mine');
    world.stop();
  });

  it('stays where it is when the page does not come, and finds no message that is not there', async () => {
    const { world, timeline, seqs, during } = await worldOf();
    const before = seqs();
    world.turn({ drop: 0, double: 0, lostAnswer: 1, maxDelayMs: 1 });
    await during(expect(timeline.goTo(10)).rejects.toMatchObject({ code: 'unavailable' }));
    expect(seqs()).toEqual(before);
    world.turn({ drop: 0, double: 0, lostAnswer: 0, maxDelayMs: 1 });
    await during(expect(timeline.find('nobody')).rejects.toMatchObject({ code: 'not_found' }));
    expect((await timeline.find('room-0/60')).seq).toBe(60);
    world.stop();
  });

  it('is still there after an absence too long to be caught up', async () => {
    const { world, timeline, seqs, during } = await worldOf();
    await during(timeline.goTo(20));
    world.server.restore(world.server.rooms.get('room-0') ?? fail(), 0);
    await world.clock.pass(60_000);
    expect(seqs()).toContain(20);
    expect(timeline.snapshot().hasAfter).toBe(true);
    world.stop();
  });
});

function fail(): never {
  throw new Error('No room.');
}

/** Another group, with sixty messages that no device has yet. */
function furnish(world: World, people: string[]) {
  const room = world.server.create('room-1', 'group', people);
  for (let n = 1; n <= 60; n += 1) write(world, n, room.id);
  return room;
}

describe('a conversation that is opened', () => {
  it('comes when the connection is back, also where its first page was cut off after that', async () => {
    const { world, ada } = await worldOf();
    furnish(world, ['ada', 'bea']);
    await world.clock.pass(1_000);
    let cutOff = (): void => undefined;
    world.beforeAnswer = async (path) => {
      if (path.includes('/room-1/messages?')) {
        await new Promise<void>((_, reject) => (cutOff = () => reject(new UnansweredError())));
      }
    };
    const timeline = ada.client.timeline('room-1');
    await world.clock.pass(1_000);
    ada.link.cut();
    await world.clock.pass(60_000);
    expect([ada.client.connection.snapshot().state, timeline.state]).toEqual(['live', 'loading']);
    world.beforeAnswer = async () => undefined;
    cutOff();
    await world.clock.pass(5_000);
    expect(timeline.state).toBe('ready');
    world.stop();
  });

  it('is asked for again in a while where the connection stands', async () => {
    const { world, ada } = await worldOf();
    furnish(world, ['ada', 'bea']);
    await world.clock.pass(1_000);
    let failures = 0;
    world.beforeAnswer = async (path) => {
      if (path.includes('/room-1/messages?') && ++failures <= 2) throw new UnansweredError();
    };
    const timeline = ada.client.timeline('room-1');
    await world.clock.pass(500);
    expect(timeline.state).toBe('error');
    await world.clock.pass(30_000);
    expect([timeline.state, failures]).toEqual(['ready', 3]);
    world.stop();
  });

  it('is there when its person comes back to it, also where it was opened meanwhile', async () => {
    const { world, ada } = await worldOf();
    const room = furnish(world, ['bea']);
    const timeline = ada.client.timeline('room-1');
    await world.clock.pass(1_000);
    expect(timeline.error).toMatchObject({ code: 'not_found' });
    world.server.join(room, 'ada');
    await world.clock.pass(5_000);
    expect([timeline.state, timeline.items().length > 1]).toEqual(['ready', true]);
    world.stop();
  });
});
