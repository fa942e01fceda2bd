import type { Timeline } from '../src/surface';
import type { Happening, HistoryCase } from './happenings';
import type { ModelRoom } from './model-room';
import { World, type ClientClass } from './world';

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
