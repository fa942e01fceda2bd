import { randomUUID } from 'node:crypto';
import { eventually } from '../../../../test/eventually';
import { openTestDatabase } from '../../../../test/test-database';
import { Config } from '../../../config';
import { Database, isConflict } from '../../../platform/database';
import { type Draft, SendRepository, type Verdict } from './send.repository';

const people = Array.from({ length: 6 }, () => randomUUID());
/** In the order of `people`; who is behind them is in none. */
const roles = ['owner', 'admin', 'member', 'read_only', 'gone'];
const conversations = ['plain', 'announcement', 'archived', 'announcement archived'].map((what) => ({
  what,
  id: randomUUID(),
}));
const ids = conversations.map(({ id }) => id);
const [owner = '', , member = '', , , stranger = ''] = people;
const [plain = ''] = ids;

interface World {
  database: Database;
  sends: SendRepository;
  close: () => Promise<void>;
}
const worlds: World[] = [];

function first(): World {
  const [world] = worlds;
  if (!world) throw new Error('There is no database.');
  return world;
}

let original = '';

async function open(): Promise<void> {
  const place = await openTestDatabase();
  const database = await Database.open(new Config({ NODE_ENV: 'test', DATABASE_URL: place.url }));
  const close = async () => {
    await database.onApplicationShutdown();
    await place.close();
  };
  worlds.push({ database, sends: new SendRepository(database), close });
}

async function begin({ database }: World): Promise<void> {
  await database.pool.query('TRUNCATE users, conversations, outbox CASCADE');
  await database.pool.query(original);
  await database.pool.query(
    `INSERT INTO users (id, email, username, name) SELECT id, id || '@x.org', 'u' || n, 'U'
     FROM unnest($1::uuid[]) WITH ORDINALITY AS p (id, n)`,
    [people],
  );
  await database.pool.query(
    `INSERT INTO conversations (id, kind, activity, member_count, announcement, archived_at)
     SELECT id, 'room', nextval('activity'), 4, what LIKE '%announcement%', CASE WHEN what LIKE '%archived' THEN now() END
     FROM unnest($1::uuid[], $2::text[]) AS c (id, what)`,
    [ids, conversations.map(({ what }) => what)],
  );
  await database.pool.query(
    `INSERT INTO memberships (conversation_id, user_id, role, rev, at_seq, left_at)
     SELECT c.id, p.id, CASE role WHEN 'gone' THEN 'member' ELSE role END::role, 0, 0, CASE role WHEN 'gone' THEN now() END
     FROM unnest($1::uuid[]) AS c (id), unnest($2::uuid[], $3::text[]) AS p (id, role)`,
    [ids, people.slice(0, roles.length), roles],
  );
}

beforeAll(async () => {
  await open();
  await open();
  const { rows } = await first().database.pool.query<{ text: string }>(
    `SELECT pg_get_functiondef('send_plain_message'::regproc) AS text`,
  );
  original = rows[0]?.text ?? '';
});
beforeEach(() => Promise.all(worlds.map(begin)));
afterAll(() => Promise.all(worlds.map(({ close }) => close())));

const draft = (more: Partial<Draft> = {}): Draft => ({
  id: randomUUID(),
  conversationId: plain,
  senderId: member,
  clientId: randomUUID(),
  text: 'so it goes',
  textLength: 10,
  replyTo: null,
  names: [],
  everyone: null,
  bodyHash: null,
  forwardedSender: null,
  forwardedAt: null,
  linked: false,
  ...more,
});

function one<T>(list: readonly T[]): T {
  const chosen = list[Math.floor(Math.random() * list.length)];
  if (chosen === undefined) throw new Error('There is nothing to choose from.');
  return chosen;
}

/** Alone or in small batches, and now and then with a client id that was there before, here or elsewhere. */
function drawBatches(count: number): Draft[][] {
  const used: Draft[] = [];
  return Array.from({ length: count }, () =>
    Array.from({ length: one([1, 1, 1, 3]) }, () => {
      const earlier = used.length > 0 && Math.random() < 0.3 ? one(used) : undefined;
      const from = earlier ? { senderId: earlier.senderId, clientId: earlier.clientId } : { senderId: one(people) };
      const next = draft({
        ...from,
        conversationId: one([...ids, ...ids, randomUUID()]),
        text: one(['', '😀', 'a\nb']),
      });
      used.push(next);
      return next;
    }).filter((next, place, all) => all.findIndex(({ clientId }) => clientId === next.clientId) === place),
  );
}

const rowsOf = async (database: Database): Promise<unknown> => {
  const read = async (text: string): Promise<unknown[]> => (await database.pool.query(text)).rows;
  return {
    conversations: await read(
      `SELECT id, seq, rev, own_rev, rank() OVER (ORDER BY activity) AS activity, changed_xid > '0' AS changed FROM conversations ORDER BY id`,
    ),
    messages: await read(
      `SELECT to_jsonb(m) - 'created_at' AS row, created_at IS NOT NULL AS dated FROM messages m ORDER BY conversation_id, seq`,
    ),
    outbox: await read(`SELECT topic, payload, queue FROM outbox ORDER BY id`),
    mentions: await read(`SELECT * FROM mentions`),
  };
};

const said = (verdicts: Verdict[]) =>
  verdicts.map(({ createdAt, ...verdict }) => ({ ...verdict, dated: createdAt instanceof Date }));

/** The short way where it is taken, beside the long way for all: what they answer, and what is there afterwards. */
async function compare(batches: Draft[][]): Promise<Set<string>> {
  const [short, long] = worlds;
  if (!short || !long) throw new Error('There are not two worlds.');
  const outcomes = new Set<string>();
  for (const batch of batches) {
    const verdicts = await short.sends.commit(batch);
    const other = await long.sends['together'](batch);
    expect(said(verdicts)).toEqual(said(other));
    for (const { outcome } of verdicts) outcomes.add(outcome);
  }
  expect(await rowsOf(short.database)).toEqual(await rowsOf(long.database));
  return outcomes;
}

describe('one plain message by the short way', () => {
  it('comes to what it comes to by the long one', async () => {
    const outcomes = await compare(drawBatches(300));
    expect([...outcomes].toSorted()).toEqual(['client_id_used', 'forbidden', 'known', 'new', 'not_found']);
  });

  it.each([
    ['who is not a member any more', 'AND m.left_at IS NULL', ''],
    ['who may only read', `m.role <> 'read_only'`, 'true'],
    ['announcements', 'OR NOT c.announcement', 'OR true'],
    ['archives', 'AND c.archived_at IS NULL', ''],
    ['the row for the broker', `'toSeq', seq`, `'toSeq', seq + 1`],
    ['the counter', 'rev = c.rev + 1', 'rev = c.rev + 2'],
  ])('is seen to differ where it forgets %s', async (_, words, others) => {
    expect(original).toContain(words);
    await first().database.pool.query(original.replaceAll(words, others).replace('OR NOT v_announcement', 'OR true'));
    const all = people.flatMap((senderId) => ids.map((conversationId) => [draft({ senderId, conversationId })]));
    await expect(compare(all)).rejects.toThrow();
  });
});

describe('one plain message that waits for somebody else’s transaction', () => {
  /** Sends while another changes the standing of things, lets that commit, and answers how the send ended. */
  async function meanwhile(change: string, values: unknown[], sent: Draft): Promise<unknown> {
    const { database, sends } = first();
    // As long as the slowest machine needs; and no connection may have planned it with another.
    await database.pool.query(
      `ALTER FUNCTION send_plain_message(uuid, uuid, uuid, uuid, text, int) SET lock_timeout = '30s'`,
    );
    const holder = await database.pool.connect();
    await holder.query('BEGIN');
    await holder.query('UPDATE conversations SET rev = rev + 1 WHERE id = $1', [plain]);
    await holder.query(change, values);
    const sending = sends.commit([sent]).catch((error: unknown) => error);
    const waits = `SELECT FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%send_plain_message%'`;
    await eventually(async () => expect((await database.pool.query(waits)).rowCount).toBe(1), 25_000);
    await holder.query('COMMIT');
    holder.release();
    return sending;
  }
  const again = async (sent: Draft) => (await first().sends.commit([sent])).map(({ outcome }) => outcome);
  const counters = async () =>
    (await first().database.pool.query('SELECT seq, rev FROM conversations WHERE id = $1', [plain])).rows;

  it('is judged by what that committed: nobody writes who was removed meanwhile', async () => {
    const sent = draft();
    const removal = 'UPDATE memberships SET left_at = now() WHERE conversation_id = $1 AND user_id = $2';
    expect(isConflict(await meanwhile(removal, [plain, member], sent))).toBe(true);
    expect(await again(sent)).toEqual(['not_found']);
    expect(await counters()).toEqual([{ seq: 0, rev: 1 }]);
  });

  it.each([
    ['may only read by now', `UPDATE memberships SET role = 'read_only' WHERE conversation_id = $1 AND user_id = $2`],
    ['writes into what became an archive', `UPDATE conversations SET archived_at = now() WHERE id = $1 AND $2 <> ''`],
    ['writes below announcements', `UPDATE conversations SET announcement = true WHERE id = $1 AND $2 <> ''`],
  ])('is forbidden to a member who %s', async (_, change) => {
    const sent = draft();
    await meanwhile(change, [plain, member], sent);
    expect(await again(sent)).toEqual(['forbidden']);
    expect(await counters()).toEqual([{ seq: 0, rev: 1 }]);
  });

  it('is sent once, though its twin was committed meanwhile', async () => {
    const sent = draft({ senderId: owner });
    const twin = `INSERT INTO messages (id, conversation_id, seq, rev, sender_id, client_id, text, text_length)
      VALUES ($1, $2, 1, 1, $3, $4, '', 0)`;
    await meanwhile(twin, [randomUUID(), plain, owner, sent.clientId], sent);
    expect(await again(sent)).toEqual(['known']);
  });

  it('reaches somebody who was added meanwhile', async () => {
    const sent = draft({ senderId: stranger });
    await meanwhile(
      `INSERT INTO memberships (conversation_id, user_id, role, rev, at_seq) VALUES ($1, $2, 'member', 1, 0)`,
      [plain, stranger],
      sent,
    );
    expect([['new'], ['known']]).toContainEqual(await again(sent));
  });
});

describe('what the functions of sending are given', () => {
  it('stays with them: a migration that replaces one says it again', async () => {
    const { rows } = await first().database.pool.query<{ name: string; config: string[] }>(
      `SELECT proname AS name, proconfig AS config FROM pg_proc WHERE oid IN (
         'send_plain_message'::regproc,
         'send_messages(uuid[],uuid[],uuid[],uuid[],text[],int[],uuid[],text[],mention_scope[],jsonb[],int,int)'::regprocedure
       ) ORDER BY proname`,
    );
    const config = [
      'enable_seqscan=off',
      'enable_hashjoin=off',
      'enable_mergejoin=off',
      'plan_cache_mode=force_generic_plan',
      'lock_timeout=250ms',
    ];
    expect(rows).toEqual([
      { name: 'send_messages', config },
      { name: 'send_plain_message', config },
    ]);
  });
});
