import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits for a condition, and says whether it came to be.
 * @param {() => boolean | Promise<boolean>} holds @param {number} withinMs
 */
export async function until(holds, withinMs, everyMs = 50) {
  const end = performance.now() + withinMs;
  for (;;) {
    if (await holds()) return true;
    if (performance.now() > end) return false;
    await sleep(everyMs);
  }
}
