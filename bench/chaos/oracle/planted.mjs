import { randomUUID } from 'node:crypto';
import { inDatabase } from './evidence.mjs';
import { judge } from './invariants.mjs';

/**
 * @typedef {import('./record.mjs').Record} Record
 * @typedef {import('./evidence.mjs').Evidence} Evidence
 * @typedef {import('./evidence.mjs').Ask} Ask
 * @typedef {{ record: Record, evidence: Evidence, rooms: import('../crowd/crowd.mjs').Rooms, stranger: string }} Played a scene that held
 * @typedef {object} Bug
 * @property {string} name what is wrong
 * @property {string[]} breaks of which each has to say so
 * @property {(played: Played) => void} [told] among what clients saw and were told
 * @property {(played: Played) => [string, unknown[]][]} [done] in the database, and taken back afterwards
 */

/** @template T @param {readonly T[]} items @param {(item: T) => boolean} [fits] @returns {T} */
function some(items, fits = () => true) {
  const found = items.find(fits);
  if (found === undefined) throw new Error('The scene has nothing to plant this bug in.');
  return found;
}

const acknowledged = (/** @type {Played} */ { record }) => some(record.sends, ({ acks }) => acks.length > 0);
const copied = (/** @type {Played} */ { evidence }) => some(evidence.copies, ({ items }) => items.length > 1);
const unindexed = 'DROP INDEX messages_sender_id_client_id_key';
const again = `
  INSERT INTO messages (id, conversation_id, seq, rev, sender_id, client_id, text, text_length)
  SELECT $2, conversation_id, 1000000, 1000000, sender_id, client_id, text, text_length FROM messages WHERE id = $1`;

/** @type {Bug[]} */
export const bugs = [
  {
    name: 'a row that was acknowledged is gone',
    breaks: ['I1', 'I2'],
    done: (played) => [['DELETE FROM messages WHERE id = $1', [acknowledged(played).acks[0]?.id]]],
  },
  {
    name: 'a retry made a second row',
    breaks: ['I1', 'I3'],
    done: (played) => [
      [unindexed, []],
      [again, [acknowledged(played).acks[0]?.id, randomUUID()]],
    ],
  },
  {
    name: 'two messages changed places in one client',
    breaks: ['I2'],
    told: (played) => void copied(played).items.splice(0, 2, ...copied(played).items.slice(0, 2).toReversed()),
  },
  {
    name: 'a client has a gap after catching up',
    breaks: ['I2'],
    told: (played) => void copied(played).items.splice(1, 1),
  },
  {
    name: 'a retry was answered another seq',
    breaks: ['I3'],
    told: (played) => {
      const { acks } = acknowledged(played);
      acks.push({ ...some(acks), seq: some(acks).seq + 1 });
    },
  },
  {
    name: 'what was never acknowledged stands twice',
    breaks: ['I4'],
    told: (played) => void (acknowledged(played).acks = []),
    done: (played) => [
      [unindexed, []],
      [again, [acknowledged(played).acks[0]?.id, randomUUID()]],
    ],
  },
  {
    name: 'a message that nobody sent',
    breaks: ['I4'],
    done: (played) => [
      ['UPDATE messages SET client_id = $2 WHERE id = $1', [acknowledged(played).acks[0]?.id, randomUUID()]],
    ],
  },
  {
    name: 'a stranger was told',
    breaks: ['I5'],
    told: ({ record, stranger }) => void record.told.push({ ...some(record.told), userId: stranger }),
  },
  {
    name: 'somebody who was removed was told later',
    breaks: ['I5'],
    told: ({ record }) => {
      const { conversationId, userId, endedAt } = some(record.moves, ({ endedAt: end }) => end !== null);
      record.moves = record.moves.filter((move) => move.endedAt !== null && move.endedAt <= (endedAt ?? 0));
      const at = (endedAt ?? 0) + record.heldMs + 10_000;
      record.told.push({ ...some(record.told), conversationId, userId, at });
    },
  },
  {
    name: 'the history showed what was said before somebody came',
    breaks: ['I5'],
    told: ({ evidence, stranger, rooms }) =>
      void evidence.histories.push({ userId: stranger, conversationId: rooms.window, seqs: [1] }),
  },
  {
    name: 'a request was never answered',
    breaks: ['I6'],
    told: ({ record }) => {
      const ask = record.ask('somebody', 'message:send');
      Object.assign(ask, { outcome: 'silent', endedAt: ask.begunAt + 20_000 });
    },
  },
  {
    name: 'a request was answered after 5.1 s on an idle machine',
    breaks: ['I6'],
    told: ({ record }) => {
      const ask = record.ask('somebody', 'message:send');
      Object.assign(ask, { outcome: 'answered', endedAt: ask.begunAt + 5_100 });
    },
  },
  {
    name: 'a request was answered without a reason',
    breaks: ['I6'],
    told: ({ record }) =>
      void Object.assign(record.ask('somebody', 'message:send'), { outcome: 'refused', code: 'internal' }),
  },
  {
    name: 'a pointer of what was read went back by one',
    breaks: ['I7'],
    done: ({ rooms }) => [
      [
        'UPDATE memberships SET read_seq = read_seq - 1 WHERE read_seq > 0 AND conversation_id = ANY ($1::uuid[])',
        [Object.values(rooms)],
      ],
    ],
  },
  {
    name: 'a message was counted as unread once too often',
    breaks: ['I7'],
    told: ({ evidence }) => {
      const shown = some(evidence.shown, ({ unread }) => unread !== null);
      shown.unread = (shown.unread ?? 0) + 1;
    },
  },
  {
    name: 'the outbox is marked, and nothing was handed on',
    breaks: ['I8'],
    told: ({ evidence, rooms }) => {
      evidence.hinted ??= new Map();
      evidence.hinted.get(rooms.open)?.delete(1);
    },
  },
  {
    name: 'the outbox waits for ever',
    breaks: ['I8'],
    done: () => [[`INSERT INTO outbox (topic, payload) VALUES ('message.sent', '{}')`, []]],
  },
  {
    name: 'a mail was written twice',
    breaks: ['I8'],
    told: ({ record, evidence }) => {
      record.mails.push({ email: 'twice@example.org', acknowledged: true });
      evidence.mails.push({ to: 'twice@example.org', id: 'one' }, { to: 'twice@example.org', id: 'two' });
    },
  },
  {
    name: 'a mail was never written',
    breaks: ['I8'],
    told: ({ record }) => void record.mails.push({ email: 'never@example.org', acknowledged: true }),
  },
];

/**
 * Plants a bug in a scene that held, and asks the oracle again; what is done in the database is rolled back.
 * @param {Bug} bug @param {Played} played @param {import('pg').Pool} pool
 * @returns {Promise<string[]>} the invariants that did not notice
 */
export async function plant(bug, played, pool) {
  const copy = { ...played, record: copyOf(played.record), evidence: structuredClone(played.evidence) };
  const statements = bug.done?.(copy) ?? [];
  bug.told?.(copy);
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    for (const [text, values] of statements) await client.query(text, values);
    const ask = (/** @type {string} */ text, /** @type {unknown[]} */ values = []) => client.query(text, values);
    const database = await inDatabase(ask, Object.values(played.rooms));
    const verdict = judge(copy.record, { ...copy.evidence, ...database });
    return bug.breaks.filter((name) => verdict.get(name)?.length === 0);
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

/** @param {Record} record @returns {Record} */
const copyOf = (record) => Object.assign(Object.create(Object.getPrototypeOf(record)), structuredClone({ ...record }));
