/**
 * @typedef {import('./record.mjs').Record} Record
 * @typedef {import('./record.mjs').Told} Told
 * @typedef {import('./evidence.mjs').Evidence} Evidence
 */

/** Promised: two seconds, on every node. One more is for this process and the machine. */
const everywhereMs = 3_000;

/**
 * Nobody reads what they were not entitled to: not by what they are told, not by asking.
 * @param {Record} record @param {Evidence} evidence
 */
export function entitlement(record, evidence) {
  const known = new Map(evidence.standings.map((one) => [`${one.userId} ${one.conversationId}`, one]));
  const rooms = new Set(evidence.conversations.map(({ id }) => id));
  const told = record.told
    .filter(({ conversationId }) => rooms.has(conversationId))
    .filter((one) => !known.has(`${one.userId} ${one.conversationId}`) || wasOut(record, one))
    .map(({ userId, conversationId, seq }) => `${userId} was told ${conversationId} ${seq}`);
  const read = evidence.histories.flatMap(({ userId, conversationId, seqs }) => {
    const standing = known.get(`${userId} ${conversationId}`);
    const first = standing?.isMember ? standing.visibleAfter : Infinity;
    return (seqs ?? []).filter((seq) => seq <= first).map((seq) => `${userId} could read ${conversationId} ${seq}`);
  });
  return [...told, ...read];
}

/** They had been removed long enough for every node to know. @param {Record} record @param {Told} told */
function wasOut({ moves, heldMs }, { userId, conversationId, at }) {
  const last = moves.findLast(
    (move) => move.userId === userId && move.conversationId === conversationId && move.begunAt < at,
  );
  return last?.kind === 'removed' && last.endedAt !== null && at > last.endedAt + everywhereMs + heldMs;
}
