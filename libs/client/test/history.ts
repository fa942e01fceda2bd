import * as fc from 'fast-check';
import type { Timeline } from '../src/surface';
import type { ModelRoom } from './model-room';
import { World, type ClientClass } from './world';

/** One thing that happens, with a number to choose its target by. */
export interface Happening {
  what:
    | 'send'
    | 'edit'
    | 'edit-unsaid'
    | 'delete'
    | 'repeat'
    | 'reply'
    | 'act-edit'
    | 'act-delete'
    | 'act-hide'
    | 'act-react'
    | 'act-pin'
    | 'save'
    | 'unsave'
    | 'go-unread'
    | 'read'
    | 'open'
    | 'page'
    | 'go'
    | 'newer'
    | 'latest'
    | 'cut'
    | 'cut-all'
    | 'reload'
    | 'join'
    | 'leave'
    | 'restore'
    | 'direct'
    | 'rename'
    | 'pin'
    | 'draft';
  pick: number;
  room: number;
  waitMs: number;
}

const kinds: fc.WeightedArbitrary<Happening['what']>[] = [
  { weight: 10, arbitrary: fc.constant('send') },
  { weight: 4, arbitrary: fc.constantFrom('edit', 'edit-unsaid', 'delete', 'repeat', 'repeat') },
  {
    weight: 5,
    arbitrary: fc.constantFrom('reply', 'reply', 'act-edit', 'act-delete', 'act-hide', 'act-react', 'act-react'),
  },
  { weight: 3, arbitrary: fc.constantFrom('act-pin', 'act-pin', 'save', 'save', 'unsave') },
  { weight: 4, arbitrary: fc.constantFrom('read', 'open', 'page', 'page') },
  { weight: 3, arbitrary: fc.constantFrom('go', 'go', 'go', 'go-unread', 'newer', 'latest') },
  { weight: 2, arbitrary: fc.constantFrom('cut', 'cut', 'cut-all', 'reload') },
  { weight: 1, arbitrary: fc.constantFrom('join', 'leave', 'direct', 'restore') },
  { weight: 2, arbitrary: fc.constantFrom('rename', 'pin', 'draft', 'join', 'leave') },
];

const happening: fc.Arbitrary<Happening> = fc.record({
  what: fc.oneof(...kinds),
  pick: fc.nat(1_000),
  room: fc.nat(2),
  waitMs: fc.oneof(fc.constant(0), fc.nat(40), fc.nat(2_000)),
});

export const histories = fc.record({
  seed: fc.integer(),
  weather: fc.record({
    drop: fc.constantFrom(0, 0.1, 0.3),
    double: fc.constantFrom(0, 0.2),
    lostAnswer: fc.constantFrom(0, 0.05, 0.2),
    maxDelayMs: fc.constantFrom(1, 50, 400),
  }),
  happenings: fc.array(happening, { minLength: 5, maxLength: 40 }),
});

export type HistoryCase = typeof histories extends fc.Arbitrary<infer T> ? T : never;

const people = ['ada', 'bea', 'cyn'];

/** Lets a history happen; the world afterwards, at rest. */
export async function live(make: ClientClass, { seed, weather, happenings }: HistoryCase): Promise<World> {
  const world = new World(make, seed);
  world.server.create('room-0', 'group', people);
  world.server.create('room-1', 'group', ['ada', 'bea']);
  world.server.create('room-2', 'group', ['bea', 'cyn'], 'joined');
  for (let n = 0; n < 40; n += 1) {
    const conversationId = `room-${n % 4 === 3 ? 0 : n % 4}`;
    world.server.send('bea', { conversationId, clientId: `old-${n}`, text: `old ${n}` }, null);
  }
  for (const userId of [...people, 'ada']) await world.join(userId);
  world.turn(weather);
  for (const item of happenings) {
    await happen(world, item);
    await world.clock.pass(item.waitMs);
  }
  await world.settle();
  return world;
}

async function happen(world: World, { what, pick, room: at }: Happening): Promise<void> {
  const { server, devices } = world;
  const device = devices[pick % devices.length];
  const room = server.rooms.get(`room-${at}`);
  if (!device || !room) return;
  // What is new is what people change, and what the network still carries.
  const seq = Math.max(0, room.seq - (pick % 2 === 0 ? pick % 3 : pick % 20));
  const person = people[pick % people.length] ?? 'ada';
  // What this device shows, which may be long gone or not its own: then the act is refused and taken back.
  const shown = () => {
    const all = device.client.timeline(room.id).items();
    const sent = all.filter(({ message }) => message.seq > 0).map(({ message }) => message);
    return sent[sent.length - 1 - (pick % Math.min(8, sent.length))] ?? null;
  };
  const act = (doing: (timeline: Timeline, id: string) => Promise<void>) => {
    const message = shown();
    if (message) void doing(device.client.timeline(room.id), message.id).catch(ignore);
  };
  const doings: Record<Happening['what'], () => void | Promise<void>> = {
    send: () =>
      world.send(pick, room.id, pick % 7 === 0 ? `hey @${pick % 3 === 0 ? 'all' : 'ada'} ${pick}` : `text ${pick}`),
    edit: () => server.edit(room, seq, { text: `edited ${pick}`, editedAt: 'now' }),
    'edit-unsaid': () => server.edit(room, seq, { text: `edited ${pick}`, editedAt: 'now' }, { unsaid: true }),
    delete: () => server.edit(room, seq, { text: '', deletedAt: 'now', reactions: [], mentions: [], pinned: null }),
    reply: () => world.send(pick, room.id, `answer ${pick}`, shown()),
    'act-edit': () => act((timeline, id) => timeline.edit(id, `rewritten ${pick}`)),
    'act-delete': () => act((timeline, id) => timeline.remove(id, 'everyone')),
    'act-hide': () => act((timeline, id) => timeline.remove(id, 'me')),
    'act-react': () => act((timeline, id) => timeline.react(id, pick % 3 === 0 ? '👍' : '🎉', pick % 5 !== 0)),
    'act-pin': () => act((timeline, id) => timeline.pin(id, pick % 3 !== 0)),
    save: () => act((_, id) => device.client.saved.save(id)),
    unsave: () => act((_, id) => device.client.saved.remove(id)),
    'go-unread': () => void goToUnread(device.client.timeline(room.id)).catch(ignore),
    repeat: () => server.repeat(pick),
    read: () => device.client.markRead(room.id, pick % 2 === 0 ? Number.MAX_SAFE_INTEGER : seq),
    open: () => void device.client.timeline(room.id),
    // Somebody changes an old message while the page it stands on is on its way.
    page: () => {
      void device.client.timeline(room.id).loadBefore().catch(ignore);
      editMeanwhile(world, room, Math.max(1, room.seq - 1 - (pick % 8)));
    },
    go: () => {
      const goal = 1 + (pick % Math.max(1, room.seq));
      void device.client.timeline(room.id).goTo(goal).catch(ignore);
      editMeanwhile(world, room, Math.max(1, goal - (pick % 3)));
    },
    newer: () => {
      const timeline = device.client.timeline(room.id);
      void timeline.loadAfter().catch(ignore);
      editMeanwhile(world, room, Math.min(room.seq, (timeline.items().at(-1)?.message.seq ?? 0) + 1));
    },
    latest: () => device.client.timeline(room.id).goToLatest(),
    cut: () => device.link.cut(),
    'cut-all': () => devices.forEach(({ link }) => link.cut()),
    reload: () => world.reload(pick),
    join: () => server.join(room, person),
    leave: () => server.leave(room, person),
    restore: () => server.restore(room, pick % 4),
    rename: () => server.rename(room, `name ${pick}`),
    pin: () => void device.client.conversations.set(room.id, { pinned: pick % 2 === 0 }).catch(ignore),
    draft: () => device.client.conversations.draft(room.id, `half ${pick}`),
    direct: () => void device.client.conversations.openDirect(person).catch(ignore),
  };
  await doings[what]();
}

function editMeanwhile({ clock, server }: World, room: ModelRoom, seq: number): void {
  for (const wait of [3, 40, 300]) clock.after(wait, () => server.edit(room, seq, { text: `edited ${seq} ${wait}` }));
}

async function goToUnread(timeline: Timeline): Promise<void> {
  const seq = await timeline.locate({ unread: 'first' });
  if (seq !== null) await timeline.goTo(seq);
}

function ignore(): void {
  // Out of reach in bad weather; the history goes on.
}
