import type { SavedMessage } from '@parley/contracts';
import type { HistoryCase } from './happenings';
import { live } from './history';
import { savedBy } from './model-saved';
import { essence, essenceFor, type ClientClass, type World } from './world';

const compared = [
  ...(['seq', 'rev', 'readSeq', 'unread', 'mentions', 'name', 'memberCount', 'visibleAfter'] as const),
  ...(['settings', 'settingsRev', 'draft', 'draftRev'] as const),
];

/** What a client of this class still gets wrong once such a history has come to rest. */
export async function differencesAfter(history: HistoryCase, make: ClientClass): Promise<string[]> {
  const world = await live(make, history);
  const found = differences(world);
  world.stop();
  return found;
}

/** Everything in which a client differs from the server. */
function differences(world: World): string[] {
  const ofDevices = world.devices.flatMap((_, at) => deviceDifferences(world, at));
  return [...world.torn, ...ofDevices, ...sendDifferences(world)];
}

function deviceDifferences(world: World, at: number): string[] {
  const device = world.devices[at];
  if (!device) return [];
  const { client, userId } = device;
  const found: string[] = [];
  const expect = (what: string, mine: unknown, theirs: unknown) => {
    const [a, b] = [JSON.stringify(mine), JSON.stringify(theirs)];
    if (a !== b) found.push(`device ${at} (${userId}) ${what}: ${a} instead of ${b}`);
  };
  expect('connection', client.connection.state, 'live');
  const rooms = world.server.roomsOf(userId);
  const listed = client.conversations.list();
  expect(
    'list',
    listed.map(({ id }) => id),
    rooms.map(({ id }) => id),
  );
  expect('saved', client.saved.snapshot().items.map(kept), savedBy(world.server, userId).map(kept));
  for (const room of rooms) {
    const mine = client.conversations.get(room.id);
    const asSeen = essenceFor(room, userId);
    const theirs = room.summary(userId);
    for (const key of compared) {
      expect(`${room.id} ${key}`, mine?.[key], theirs[key]);
    }
    expect(
      `${room.id} last`,
      mine?.lastMessage && asSeen(mine.lastMessage),
      theirs.lastMessage && asSeen(theirs.lastMessage),
    );
    const items = client
      .timeline(room.id)
      .items()
      .filter(({ state }) => state !== 'failed' && state !== 'pending');
    expect(
      `${room.id} messages`,
      items.map(({ message }) => asSeen(message)),
      room.visible(userId).map(asSeen),
    );
    const { pins } = client.timeline(room.id);
    expect(`${room.id} pins`, pins.map(asSeen), room.pins(userId).map(asSeen));
  }
  return found;
}

const kept = ({ message, selfRev }: SavedMessage) => ({ ...essence(message), selfRev });

/** Nothing is lost, nothing is there twice: of what was written since the last restore. */
function sendDifferences({ server, sent, devices }: World): string[] {
  const found: string[] = [];
  for (const { userId, clientId, conversationId, epoch } of sent) {
    const rows =
      server.rooms
        .get(conversationId)
        ?.sorted()
        .filter((row) => row.clientId === clientId) ?? [];
    const items = devices.flatMap(({ client }) => client.timeline(conversationId).items());
    const failed = items.some((item) => item.message.clientId === clientId && item.state === 'failed');
    const wanted = failed || epoch !== server.epoch ? [0, 1] : [1];
    if (!wanted.includes(rows.length)) found.push(`${clientId} of ${userId} stands ${rows.length} times`);
  }
  const pending = devices.map(({ client }) => client.connection.pending);
  if (pending.some((count) => count > 0)) found.push(`pending: ${pending.join(', ')}`);
  return found;
}
