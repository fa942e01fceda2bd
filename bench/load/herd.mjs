// Many sockets that come back as `libs/client` does: full jitter that grows, after what a refusal asks for.
import { setTimeout as sleep } from 'node:timers/promises';
import { openWire } from './wire.mjs';

const first = 500;
const cap = 10_000;

/** @param {number} failures */
const backoff = (failures) => Math.min(cap, first * 2 ** failures) * Math.random();

/** What the server asks for when it refuses a handshake. @param {unknown} error */
function hintOf(error) {
  const told = /"retryInMs":(\d+)/.exec(String(error))?.[1];
  return told ? Number(told) * (0.5 + Math.random()) : 0;
}

/** @param {import('./wire.mjs').Wire} wire @param {string | undefined} after */
async function headsFrom(wire, after) {
  const answer = (await wire.ask('sync:heads', after ? { after } : {})).toString();
  return /"cursor":"([^"]+)"/.exec(answer)?.[1];
}

/**
 * One socket: open, with its heads read where there are any.
 * @param {string} url @param {import('./dialects.mjs').Dialect} dialect @param {import('./dialects.mjs').Seat} seat
 */
export function makeSheep(url, dialect, seat) {
  /** @type {import('./wire.mjs').Wire | undefined} */
  let wire;
  /** @type {string | undefined} */
  let cursor;
  const comes = async () => {
    wire = await openWire(url, dialect, seat, () => undefined);
    if (!dialect.hasHeads) return;
    const next = await Promise.race([headsFrom(wire, cursor), wire.closed().then(() => '')]);
    if (!next) throw new Error('no heads');
    cursor = next;
  };
  return {
    comes,
    /** How often it was refused or lost before it was back. */
    async comesBack() {
      for (let failures = 0; ; failures += 1) {
        await sleep(backoff(failures));
        try {
          await comes();
          return failures;
        } catch (error) {
          wire?.close();
          await sleep(hintOf(error));
        }
      }
    },
    /** Where everything stands, as the server says it; nothing where it is cut off. */
    heads: async () =>
      wire ? Promise.race([wire.ask('sync:heads', {}).then(String), wire.closed().then(() => '')]) : '',
    leaves: () => wire?.close(),
  };
}

/** @typedef {ReturnType<typeof makeSheep>} Sheep */
