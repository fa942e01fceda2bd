import { setTimeout as sleep } from 'node:timers/promises';

/**
 * @typedef {import('./index.mjs').Fault} Fault
 * @typedef {import('./index.mjs').Situation} Situation
 */

/** @param {Situation} situation */
function redisOf({ stage }) {
  const { redis } = stage.services;
  if (!redis) throw new Error('There is no Redis.');
  return redis;
}

/** @param {string} forHowLong @param {number} ms @returns {Fault} */
const goneFor = (forHowLong, ms) => ({
  name: `Redis: killed, gone for ${forHowLong}`,
  needs: ['redis'],
  breaks: ['redis'],
  isLong: ms >= 60_000,
  async happen(situation) {
    const redis = redisOf(situation);
    await redis.end('SIGKILL');
    await sleep(ms);
    await redis.start();
  },
});

/** @type {Fault} */
const paused = {
  name: 'Redis: paused for 3 s',
  needs: ['redis'],
  breaks: ['redis'],
  async happen(situation) {
    const pid = redisOf(situation).pid();
    process.kill(pid, 'SIGSTOP');
    await sleep(3_000);
    process.kill(pid, 'SIGCONT');
  },
};

/** @type {Fault} */
const flushed = {
  name: 'Redis: flushed, every 100 ms',
  needs: ['redis'],
  breaks: ['redis'],
  async happen(situation) {
    const { Redis } = await import('ioredis');
    const redis = new Redis(redisOf(situation).url);
    for (let time = 0; time < 15; time += 1) {
      await redis.flushall();
      await sleep(100);
    }
    redis.disconnect();
  },
};

export const redisFaults = [goneFor('3 s', 3_000), paused, flushed, goneFor('a minute', 60_000)];
