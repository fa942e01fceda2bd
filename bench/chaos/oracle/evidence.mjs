import { counted, members, stored, waiting } from './statements.mjs';

/**
 * @typedef {import('../crowd/crowd.mjs').Crowd} Crowd
 * @typedef {import('../crowd/crowd.mjs').Rooms} Rooms
 * @typedef {import('../crowd/person.mjs').Person} Person
 * @typedef {import('@parley/client').ParleyClient} ParleyClient
 * @typedef {{ id: string, conversationId: string, seq: number, senderId: string, clientId: string }} Row
 * @typedef {{ conversationId: string, userId: string, isMember: boolean, visibleAfter: number, readSeq: number, unread: number }} Standing
 * @typedef {{ who: string, userId: string, conversationId: string, unread: number | null, readSeq: number | null }} Shown
 * @typedef {{ userId: string, conversationId: string, seqs: number[] | null }} History
 * @typedef {{ who: string, userId: string, conversationId: string, items: { id: string, seq: number }[], pending: number }} Copy
 * @typedef {{ to: string, id: string }} MailSent
 * @typedef {{ rows: Row[], conversations: { id: string, seq: number }[], standings: Standing[], shown: Shown[], histories: History[], copies: Copy[], hinted: Map<string, Set<number>> | null, mails: MailSent[], left: { outbox: number, jobs: number, mails: number } }} Evidence
 */

/** @typedef {(text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>} Ask what SQL is asked by; planted bugs bring their own */

/**
 * What stands in the database about these rooms.
 * @param {Ask} sql @param {string[]} rooms
 * @returns {Promise<Pick<Evidence, 'rows' | 'conversations' | 'standings' | 'left'>>}
 */
export async function inDatabase(sql, rooms) {
  const rows = async (/** @type {string} */ text) => (await sql(text, [rooms])).rows;
  const jobs = await sql(`SELECT to_regclass('graphile_worker._private_jobs') IS NOT NULL AS "isThere"`);
  const { isThere } = /** @type {{ isThere: boolean }} */ (jobs.rows[0]);
  const left = await sql(waiting(isThere));
  return {
    rows: /** @type {Row[]} */ (await rows(stored)),
    conversations: /** @type {{ id: string, seq: number }[]} */ (await rows(counted)),
    standings: /** @type {Standing[]} */ (await rows(members)),
    left: /** @type {Evidence['left']} */ (left.rows[0]),
  };
}

/**
 * What the server says to the people, and what their clients hold.
 * @param {Crowd} crowd @param {Rooms} rooms
 * @returns {Promise<Pick<Evidence, 'shown' | 'histories' | 'copies'>>}
 */
export async function amongPeople(crowd, rooms) {
  const ids = [rooms.open, rooms.window];
  const people = [...crowd.members, ...crowd.guests, crowd.person('stranger')];
  const pairs = people.flatMap((person) => ids.map((id) => ({ person, id })));
  const shown = await Promise.all(pairs.map(({ person, id }) => shownTo(person, id)));
  const histories = await Promise.all(pairs.map(({ person, id }) => historyOf(person, id)));
  const desks = crowd.readers.flatMap((reader) => ids.map((id) => ({ reader, id })));
  const copies = await Promise.all(desks.map(({ reader, id }) => copyOf(reader, id)));
  return { shown: [...shown, ...desks.map(({ reader, id }) => heldBy(reader, id))], histories, copies };
}

/** @param {Person} person @param {string} id @returns {Promise<Shown>} */
async function shownTo(person, id) {
  const answer = await person.http('GET', `/api/chat/${id}`);
  const who = { who: person.name, userId: person.id, conversationId: id };
  if (answer.outcome !== 'answered') return { ...who, unread: null, readSeq: null };
  const { unread, readSeq } = /** @type {import('@parley/contracts').Conversation} */ (answer.data);
  return { ...who, unread, readSeq };
}

/** @param {ParleyClient} reader @param {string} id @returns {Shown} */
function heldBy(reader, id) {
  const { unread = null, readSeq = null } = reader.conversations.get(id) ?? {};
  const userId = reader.session.me?.id ?? '';
  return { who: `${reader.session.me?.username}'s client`, userId, conversationId: id, unread, readSeq };
}

/** All pages; null where it is not theirs. @param {Person} person @param {string} id @returns {Promise<History>} */
async function historyOf(person, id) {
  /** @type {number[]} */
  const seqs = [];
  for (;;) {
    const answer = await person.http('GET', `/api/chat/${id}/messages?after=${seqs.at(-1) ?? 0}&limit=200`);
    if (answer.outcome !== 'answered') return { userId: person.id, conversationId: id, seqs: null };
    const page = /** @type {import('@parley/contracts').HistoryPage} */ (answer.data);
    seqs.push(...page.items.map(({ seq }) => seq));
    if (!page.hasAfter || page.items.length === 0) return { userId: person.id, conversationId: id, seqs };
  }
}

/** As somebody who scrolls through all of it. @param {ParleyClient} reader @param {string} id @returns {Promise<Copy>} */
async function copyOf(reader, id) {
  const timeline = reader.timeline(id);
  try {
    while (timeline.snapshot().hasAfter) await timeline.loadAfter();
    while (timeline.hasBefore) await timeline.loadBefore();
  } catch {
    // Out of reach: the copy is compared as it is, and again.
  }
  const items = timeline.items().filter(({ state }) => state !== 'failed');
  const { me } = reader.session;
  return {
    who: me?.username ?? '',
    userId: me?.id ?? '',
    conversationId: id,
    items: items.map(({ message }) => ({ id: message.id, seq: message.seq })),
    pending: reader.connection.pending,
  };
}
