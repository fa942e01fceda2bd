/**
 * @typedef {import('../oracle/record.mjs').Record} Record
 * @typedef {import('../oracle/record.mjs').Ask} Ask
 * @typedef {{ outcome: 'answered', data: unknown } | { outcome: 'refused', code: string } | { outcome: 'cut' | 'silent' | 'away' }} Answer
 */

/** Nobody waits for longer. What is late or silent is the oracle's to say: it knows how much of the time was the machine's. */
export const silentAfterMs = 20_000;

/** @param {Ask} ask @param {Answer} answer @returns {Answer} */
export function settle(ask, answer) {
  if (ask.outcome !== null || answer.outcome === 'away') return answer;
  Object.assign(ask, { outcome: answer.outcome, endedAt: performance.now() });
  if (answer.outcome === 'refused') ask.code = answer.code;
  return answer;
}

/**
 * One request over HTTP, answered, refused, cut off or met with silence; never thrown.
 * @param {Record} record
 * @param {{ who: string, method: string, url: string, token?: string, body?: unknown }} request
 * @returns {Promise<Answer>}
 */
export async function exchange(record, { who, method, url, token, body }) {
  const ask = record.ask(who, `${method} ${new URL(url).pathname.replaceAll(/[0-9a-f-]{36}/g, ':id')}`);
  const headers = { ...(token && { authorization: `Bearer ${token}` }), 'content-type': 'application/json' };
  try {
    const signal = AbortSignal.timeout(silentAfterMs);
    const answer = await fetch(url, {
      method,
      headers,
      signal,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    /** @type {{ code?: string }} */
    const said = text === '' ? {} : JSON.parse(text);
    if (answer.ok) return settle(ask, { outcome: 'answered', data: said });
    return settle(ask, { outcome: 'refused', code: said.code ?? `status ${answer.status}` });
  } catch (error) {
    const isSilent = error instanceof Error && error.name === 'TimeoutError';
    return settle(ask, { outcome: isSilent ? 'silent' : 'cut' });
  }
}
