import type { ParleyClient } from '@parley/client';
import type { Conversation, Head, Heads, HistoryPage, Member, Message, Page, SavedMessage } from '@parley/contracts';
import * as fc from 'fast-check';
import { histories } from '../../../libs/client/test/happenings';
import { eventually } from './eventually';
import { LiveWorld } from './live-world';
import { type TestServer, startServer } from './server';
import { sqlOn } from './sql';
import { until } from './until';

const runs = 5;
const patience = 300_000;

let server: TestServer;
let world: LiveWorld;
const sql = sqlOn(() => server);

beforeAll(async () => {
  server = await startServer({ RATE_LIMIT_FACTOR: '1000' });
  world = new LiveWorld(server.url);
  await world.open();
}, 120_000);
afterAll(async () => {
  await world.close();
  await server.close();
}, 60_000);

describe('clients of a live server', () => {
  // Always the same ones: real time makes each run another. The model draws new ones.
  it.each(fc.sample(histories, { seed: 20_261_121, numRuns: runs }))(
    'all come to hold what it says, and what is unread never drifts',
    async (history) => {
      await world.live(history);
      // First by what they heard live, then by what they catch up with when they come back.
      await eventually(expectSame, 30_000);
      for (const { way } of world.devices) way.cut();
      await world.rest();
      await eventually(expectSameOrder, 30_000);
      await expectNoDrift();
      await expectEachOnce();
    },
    patience,
  );
});

async function expectSame(): Promise<void> {
  for (const { client } of world.devices) {
    await loadEverything(client);
    const [theirs, heads] = [await listOf(client), await headsOf(client)];
    expect(sorted(client.conversations.list().map(compared))).toEqual(sorted(theirs.map(compared)));
    for (const conversation of theirs) {
      expect(heads.get(conversation.id)).toMatchObject(standing(conversation));
      await expectSameRoom(client, conversation);
    }
    const saved = await all<SavedMessage>(client, '/api/users/me/saved');
    expect(client.saved.snapshot().items).toEqual(saved);
  }
}

async function expectSameOrder(): Promise<void> {
  await expectSame();
  for (const { client } of world.devices) {
    const theirs = await listOf(client);
    expect(client.conversations.list().map(({ id }) => id)).toEqual(theirs.map(({ id }) => id));
  }
}

async function expectSameRoom(client: ParleyClient, { id, memberCount }: Conversation): Promise<void> {
  const timeline = client.timeline(id);
  const theirs: Message[] = [];
  for (let more = true; more;) {
    const path = `/api/chat/${id}/messages?after=${theirs.at(-1)?.seq ?? 0}&limit=200`;
    const page = await client.http.request<HistoryPage>('GET', path);
    theirs.push(...page.items);
    more = page.hasAfter;
  }
  const mine = timeline.items().filter(({ state }) => state !== 'failed');
  expect(mine.map(({ message }) => message)).toEqual(theirs);
  expect(timeline.pins).toEqual(await all<Message>(client, `/api/chat/${id}/pins`));
  expect(await all<Member>(client, `/api/chat/${id}/members`)).toHaveLength(memberCount);
}

/** From scratch, by the definition: after my pointer, not mine, not deleted, for everyone or for me. */
async function expectNoDrift(): Promise<void> {
  const counted = (await sql(
    `SELECT m.user_id AS person, m.conversation_id AS id, count(x.id)::int AS unread,
       (count(x.id) FILTER (WHERE x.everyone IS NOT NULL OR m.user_id = ANY (x.mentions)))::int AS mentions
     FROM memberships m
     LEFT JOIN messages x ON x.conversation_id = m.conversation_id AND x.sender_id <> m.user_id
       AND x.seq > m.read_seq AND x.seq > m.visible_after AND x.deleted_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM hidden_messages h
                       WHERE h.user_id = m.user_id AND h.conversation_id = x.conversation_id AND h.seq = x.seq)
     WHERE m.left_at IS NULL GROUP BY 1, 2`,
  )) as unknown as { person: string; id: string; unread: number; mentions: number }[];
  for (const { client } of world.devices) {
    const mine = counted.filter(({ person }) => person === client.session.me?.id);
    const shown = client.conversations.list().map(({ id, unread, mentions }) => ({ id, unread, mentions }));
    expect(sorted(shown)).toEqual(sorted(mine.map(({ id, unread, mentions }) => ({ id, unread, mentions }))));
  }
}

/** No hole, no double: `seq` is dense, and what was not refused stands once. */
async function expectEachOnce(): Promise<void> {
  const holes = await sql(
    `SELECT c.id FROM conversations c LEFT JOIN messages m ON m.conversation_id = c.id
     GROUP BY c.id HAVING count(m.id) <> c.seq OR max(m.seq) <> c.seq`,
  );
  expect(holes).toEqual([]);
  const rows = await sql('SELECT client_id AS "clientId" FROM messages');
  const stands = new Set(rows.map(({ clientId }) => clientId));
  const lost = world.sent.filter(({ clientId, conversationId }) => {
    const items = world.devices.flatMap(({ client }) => client.timeline(conversationId).items());
    const isFailed = items.some(({ message, state }) => message.clientId === clientId && state === 'failed');
    return !stands.has(clientId) && !isFailed;
  });
  expect(lost).toEqual([]);
}

/** Every page of every timeline, as somebody who scrolls through all of it. */
async function loadEverything(client: ParleyClient): Promise<void> {
  await client.saved.open();
  while (client.conversations.hasMore) await client.conversations.loadMore();
  for (const { id } of client.conversations.list()) {
    const timeline = client.timeline(id);
    await until(timeline, () => timeline.state === 'ready', 60_000);
    while (timeline.snapshot().hasAfter) await timeline.loadAfter();
    while (timeline.hasBefore) await timeline.loadBefore();
  }
}

const listOf = (client: ParleyClient) => all<Conversation>(client, '/api/chat');

async function headsOf(client: ParleyClient): Promise<Map<string, Head>> {
  const heads = new Map<string, Head>();
  for (let after = ''; ;) {
    const answer = await client.http.request<Heads>('GET', `/api/sync/heads${after}`);
    for (const head of answer.items) heads.set(head.conversationId, head);
    if (!answer.more) return heads;
    after = `?after=${answer.cursor}`;
  }
}

async function all<T>(client: ParleyClient, path: string): Promise<T[]> {
  const items: T[] = [];
  for (let cursor = ''; ;) {
    const page = await client.http.request<Page<T>>('GET', `${path}${cursor}`);
    items.push(...page.items);
    if (page.nextCursor === null) return items;
    cursor = `?cursor=${encodeURIComponent(page.nextCursor)}`;
  }
}

const standing = ({ seq, rev, readSeq, unread, mentions }: Conversation) => ({ seq, rev, readSeq, unread, mentions });

function compared(conversation: Conversation) {
  const { id, name, memberCount, visibleAfter, settings, settingsRev, draft, draftRev, lastMessage } = conversation;
  const own = { settings, settingsRev, draft, draftRev };
  return { id, name, memberCount, visibleAfter, ...own, lastMessage, ...standing(conversation) };
}

const sorted = <T extends { id: string }>(items: T[]): T[] => items.toSorted((a, b) => (a.id < b.id ? -1 : 1));
