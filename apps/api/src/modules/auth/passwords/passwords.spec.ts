import { hash } from 'bcrypt';
import { pino } from 'pino';
import { Config } from '../../../config';
import type { Settings } from '../../../platform/database';
import { Log } from '../../../platform/logging';
import { costFor } from './bcrypt-cost';
import { HashingQueue } from './hashing-queue';
import { Passwords } from './passwords';

const owner = { email: 'mira.sol@example.org', username: 'mirabell' };
const log = new Log(pino({ level: 'silent' }));

/** The only thing of the settings that passwords use: what was measured, or more. */
function passwordsAt(kept: number, NODE_ENV = 'production'): Passwords {
  const settings = { raise: async (_: string, measured: number) => Math.max(kept, measured) } as unknown as Settings;
  const passwords = new Passwords(new Config({ NODE_ENV }), settings, log);
  passwords.onModuleInit();
  return passwords;
}

describe('passwords', () => {
  const passwords = passwordsAt(0, 'test');

  it('takes the right one and no other', async () => {
    const stored = await passwords.hash('correct horse battery', owner);
    expect(await passwords.matches('correct horse battery', stored)).toBe(true);
    expect(await passwords.matches('correct horse batterz', stored)).toBe(false);
    expect(await passwords.matches('nobody has this password', null)).toBe(false);
    expect(await passwords.matches('', null)).toBe(false);
  });

  it('does not take one that bcrypt would cut down to the right one', async () => {
    const longest = 'ä'.repeat(36);
    const stored = await passwords.hash(longest, owner);
    expect(await passwords.matches(longest, stored)).toBe(true);
    expect(await passwords.matches(`${longest} and more`, stored)).toBe(false);
  });

  it.each(['password', 'Password123', ' QWERTYUIOP ', 'iloveyou', 'mirabell', 'llebarim', 'Mira.Sol@example.org'])(
    'refuses what is tried first: %s',
    async (password) => {
      await expect(passwords.hash(password, owner)).rejects.toMatchObject({ code: 'password.too_common' });
    },
  );

  it.each(['correct horse battery', 'correct horse', 'mirabell and the horse'])('takes %s', async (password) => {
    expect(await passwords.hash(password, owner)).toMatch(/^\$2b\$04\$/);
  });
});

describe('the cost', () => {
  it.each([
    [1, 14],
    [50, 12],
    [62, 12],
    [63, 11],
    [100, 11],
    [300, 10],
    [5_000, 10],
  ])('is for %d ms at ten: %d', (ms, cost) => expect(costFor(ms)).toBe(cost));

  it('is never that of tests outside of tests, and never falls', async () => {
    const stored = await passwordsAt(11).hash('correct horse battery', owner);
    expect(Number(stored.slice(4, 6))).toBeGreaterThanOrEqual(11);
  });

  it('rises for who signs in with an older hash', async () => {
    const passwords = passwordsAt(11);
    const old = await hash('correct horse battery', 9);
    expect(await passwords.matches('correct horse battery', old)).toBe(true);
    const renewed = await passwords.renewed('correct horse battery', old);
    expect(await passwords.matches('correct horse battery', renewed)).toBe(true);
    expect(await passwords.renewed('correct horse battery', renewed ?? '')).toBeNull();
  });
});

describe('the hashing queue', () => {
  it('runs a few at a time, in order, and refuses beyond its bound with a time to come back', async () => {
    const queue = new HashingQueue();
    let running = 0;
    let peak = 0;
    const order: number[] = [];
    const work = (n: number) => async () => {
      peak = Math.max(peak, (running += 1));
      await new Promise((resolve) => setTimeout(resolve, 1));
      running -= 1;
      order.push(n);
    };
    const all = await Promise.allSettled(Array.from({ length: 300 }, (_, n) => queue.run(work(n))));
    const refused = all.filter(({ status }) => status === 'rejected');
    expect(peak).toBeLessThanOrEqual(3);
    expect(order.length).toBeGreaterThanOrEqual(200);
    expect(refused).toHaveLength(300 - order.length);
    expect(refused[0]).toMatchObject({ reason: { code: 'unavailable', details: { retryAfterSeconds: 5 } } });
    expect(await queue.run(async () => 'after that')).toBe('after that');
  });

  it('goes on after a failure', async () => {
    const queue = new HashingQueue();
    const failing = Array.from({ length: 10 }, () => queue.run(() => Promise.reject(new Error('no'))));
    await Promise.allSettled(failing);
    expect(await queue.run(async () => 1)).toBe(1);
  });
});
