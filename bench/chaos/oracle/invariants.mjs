import { entitlement } from './entitlement.mjs';

/**
 * @typedef {import('./record.mjs').Record} Record
 * @typedef {import('./record.mjs').Send} Send
 * @typedef {import('./record.mjs').Ask} Ask
 * @typedef {import('./evidence.mjs').Evidence} Evidence
 * @typedef {(record: Record, evidence: Evidence) => string[]} Invariant what speaks against it
 */

/** @template T @param {T[]} items @param {(item: T) => string} keyOf */
function grouped(items, keyOf) {
  /** @type {Map<string, T[]>} */
  const groups = new Map();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** @param {Evidence} evidence */
const rowsByClientId = ({ rows }) => grouped(rows, ({ senderId, clientId }) => `${senderId} ${clientId}`);

/** @param {Send} send */
const nameOf = ({ senderId, clientId }) => `${senderId} ${clientId}`;

/** @type {Invariant} acknowledged: exactly one row, which those can read whose it is */
function acknowledgedIsKept(record, evidence) {
  const rows = rowsByClientId(evidence);
  const lost = record.sends.flatMap((send) => {
    const standing = rows.get(nameOf(send)) ?? [];
    const isRight = standing.length === 1 && send.acks.every(({ id }) => id === standing[0]?.id);
    return send.acks.length === 0 || isRight
      ? []
      : [`${send.clientId} was acknowledged and stands ${standing.length} times`];
  });
  const unreadable = evidence.histories.flatMap(({ userId, conversationId, seqs }) => {
    const standing = evidence.standings.find((one) => one.userId === userId && one.conversationId === conversationId);
    if (!standing?.isMember) return [];
    const theirs = new Set(seqs);
    const missing = visible(evidence, conversationId, standing.visibleAfter).filter(({ seq }) => !theirs.has(seq));
    return missing.map(({ seq }) => `${userId} cannot read ${conversationId} ${seq}`);
  });
  return [...lost, ...unreadable];
}

/** @param {Evidence} evidence @param {string} conversationId @param {number} after */
const visible = ({ rows }, conversationId, after) =>
  rows.filter((row) => row.conversationId === conversationId && row.seq > after);

/** @type {Invariant} one order for everybody, without a gap once they have caught up */
function orderIsOne(record, evidence) {
  const ids = new Map(evidence.rows.map(({ conversationId, seq, id }) => [`${conversationId} ${seq}`, id]));
  const holes = evidence.conversations.flatMap(({ id, seq }) => {
    const seqs = visible(evidence, id, 0).map((row) => row.seq);
    const isDense = seqs.length === seq && seqs.every((one, at) => one === at + 1);
    return isDense ? [] : [`${id} counts ${seq} messages and has ${seqs.length}`];
  });
  const others = record.told
    .filter(({ conversationId, seq, id }) => (ids.get(`${conversationId} ${seq}`) ?? id) !== id)
    .map(({ userId, conversationId, seq }) => `${userId} was told another ${conversationId} ${seq}`);
  const copies = evidence.copies.flatMap(({ who, userId, conversationId, items, pending }) => {
    const standing = evidence.standings.find((one) => one.userId === userId && one.conversationId === conversationId);
    const theirs = visible(evidence, conversationId, standing?.visibleAfter ?? 0);
    const at = Array.from({ length: Math.max(items.length, theirs.length) }, (_, n) => n).find(
      (n) => items[n]?.id !== theirs[n]?.id,
    );
    if (at === undefined) return [];
    const [mine, real] = [items, theirs].map((list) => list[at]?.seq ?? 'nothing');
    return [`the copy of ${who} has ${mine} as number ${at + 1} of ${theirs.length}, not ${real}; ${pending} pending`];
  });
  return [...holes, ...others, ...copies];
}

/** @type {Invariant} the same client id, the same message */
function retryIsTheSame(record, evidence) {
  const rows = rowsByClientId(evidence);
  return record.sends.flatMap((send) => {
    const kept = rows.get(nameOf(send)) ?? [];
    const seqs = new Set([...send.acks, ...kept].map(({ id, seq }) => `${id} as ${seq}`));
    return seqs.size <= 1 ? [] : [`${send.clientId} is ${[...seqs].join(' and ')}`];
  });
}

/** @type {Invariant} not acknowledged: absent, or there once; and nothing is there that nobody sent */
function restIsOnce(record, evidence) {
  const sent = new Set(record.sends.map(nameOf));
  const rows = rowsByClientId(evidence);
  const doubled = record.sends
    .filter((send) => send.acks.length === 0 && (rows.get(nameOf(send))?.length ?? 0) > 1)
    .map(({ clientId }) => `${clientId} was not acknowledged and stands more than once`);
  const invented = evidence.rows
    .filter((row) => !sent.has(`${row.senderId} ${row.clientId}`))
    .map(({ conversationId, seq }) => `nobody sent ${conversationId} ${seq}`);
  return [...doubled, ...invented];
}

const promisedMs = 5_000;

/** How long an answer took, or takes, without what the control waited for in the same time. @param {Record} record @param {Ask} ask */
export function ownMs({ waits }, { begunAt, endedAt }) {
  const end = endedAt ?? performance.now();
  const held = waits.map(({ from, to }) => Math.max(0, Math.min(to, end) - Math.max(from, begunAt)));
  return held.reduce((left, ms) => left - ms, end - begunAt);
}

/** A refusal that says nothing is none. */
const isEmpty = (/** @type {Ask} */ { code }) => code === 'internal' || code?.startsWith('status 5') === true;

/** @type {Invariant} answered or refused in time, and said why */
function nothingIsSilent(record) {
  const severed = (/** @type {Ask} */ { begunAt, endedAt }) =>
    record.severed.some(({ from, to }) => from < (endedAt ?? Infinity) && begunAt < to);
  // Most are far from late, and counting what was the machine's takes time.
  const isLong = (/** @type {Ask} */ { begunAt, endedAt }) => (endedAt ?? performance.now()) - begunAt > promisedMs;
  const late = record.asks.filter((ask) => isLong(ask) && !severed(ask) && ownMs(record, ask) > promisedMs);
  const empty = record.asks.filter(isEmpty);
  return [
    ...late.map((ask) => {
      const seconds = (ownMs(record, ask) / 1000).toFixed(1);
      return `${ask.who} waited ${seconds} s for ${ask.what}, which was ${ask.outcome ?? 'not answered yet'}`;
    }),
    ...empty.map(({ who, what, code }) => `${who} was answered ${code} to ${what}`),
  ];
}

/** @type {Invariant} what is unread and how far somebody has read is what it comes to when it is counted anew */
function countsAreTrue(record, evidence) {
  const at = new Map(evidence.standings.map((one) => [`${one.userId} ${one.conversationId}`, one]));
  const drifted = evidence.shown.flatMap(({ who, userId, conversationId, unread, readSeq }) => {
    const standing = at.get(`${userId} ${conversationId}`);
    if (!standing?.isMember) return [];
    const isRight = unread === standing.unread && readSeq === standing.readSeq;
    return isRight
      ? []
      : [`${who} is shown ${unread} unread after ${readSeq}, not ${standing.unread} after ${standing.readSeq}`];
  });
  const forgotten = record.reads.flatMap(({ userId, conversationId, seq, acknowledged }) => {
    const standing = at.get(`${userId} ${conversationId}`);
    const isKept = !acknowledged || !standing?.isMember || standing.readSeq >= seq;
    return isKept ? [] : [`${userId} read up to ${seq}, and ${standing.readSeq} was kept`];
  });
  return [...drifted, ...forgotten];
}

/** @type {Invariant} every commit reaches its workers, and what they do is done once */
function workIsDone(record, { hinted, mails, left, conversations }) {
  const waits = Object.entries(left).flatMap(([what, count]) => (count > 0 ? [`${count} ${what} wait`] : []));
  const untold = conversations.flatMap(({ id, seq }) => {
    const heard = hinted?.get(id) ?? new Set();
    const missing = hinted ? Array.from({ length: seq }, (_, n) => n + 1).filter((one) => !heard.has(one)) : [];
    return missing.length > 0 ? [`no worker was told of ${id} ${missing.slice(0, 5).join(', ')}`] : [];
  });
  const sent = grouped(mails, ({ to }) => to);
  const wrong = record.mails.flatMap(({ email, acknowledged }) => {
    const count = new Set(sent.get(email)?.map(({ id }) => id)).size;
    return count === 1 || (count === 0 && !acknowledged) ? [] : [`${email} was sent ${count} mails`];
  });
  return [...waits, ...untold, ...wrong];
}

/** @type {globalThis.Record<string, Invariant>} */
const invariants = {
  I1: acknowledgedIsKept,
  I2: orderIsOne,
  I3: retryIsTheSame,
  I4: restIsOnce,
  I5: entitlement,
  I6: nothingIsSilent,
  I7: countsAreTrue,
  I8: workIsDone,
};

/** @typedef {Map<string, string[]>} Verdict by invariant, what speaks against it */

/** @param {Record} record @param {Evidence} evidence @returns {Verdict} */
export const judge = (record, evidence) =>
  new Map(Object.entries(invariants).map(([name, invariant]) => [name, invariant(record, evidence)]));
