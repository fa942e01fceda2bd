import { pino } from 'pino';
import { Config } from '../../config';
import { MemoryCache } from '../cache';
import { Log } from '../logging';
import { Metrics } from '../metrics';
import { RateLimits } from './rate-limits';

/** A store that nobody can reach. */
class LostCache extends MemoryCache {
  override count(): Promise<never> {
    return Promise.reject(new Error('connect ECONNREFUSED'));
  }
}

const lines: string[] = [];
const log = new Log(pino({}, { write: (line: string) => void lines.push(line) }));
const caches: MemoryCache[] = [];
afterAll(() => caches.forEach((cache) => cache.onModuleDestroy()));

function limits(shared: MemoryCache = new MemoryCache(), RATE_LIMIT_FACTOR = '1'): RateLimits {
  const here = new MemoryCache();
  caches.push(shared, here);
  return new RateLimits(shared, here, new Config({ RATE_LIMIT_FACTOR }), log, new Metrics());
}

const limited = { code: 'rate.limited', details: { retryAfterSeconds: expect.any(Number) } };

async function spend(what: RateLimits, times: number, ...spent: Parameters<RateLimits['spend']>): Promise<void> {
  for (let n = 0; n < times; n += 1) await what.spend(...spent);
}

describe('while the cache is away', () => {
  it('what guards a secret is refused', async () => {
    const lost = limits(new LostCache());
    await expect(lost.spend('otp.send', { address: '192.0.2.7' })).rejects.toMatchObject({ code: 'unavailable' });
    await expect(lost.spend('step-up', { account: 'mira' })).rejects.toMatchObject({ code: 'unavailable' });
    const factor = lost.spend('second-factor.failed', { key: 'mira' });
    await expect(factor).rejects.toMatchObject({ code: 'unavailable' });
    await expect(lost.giveBack('second-factor.failed', { key: 'mira' })).resolves.toBeUndefined();
  });

  it('people still come in and read, and the limits of this node hold', async () => {
    const lost = limits(new LostCache());
    await spend(lost, 100, 'register', { address: '192.0.2.7' });
    await expect(lost.spend('register', { address: '192.0.2.7' })).rejects.toMatchObject(limited);
    await lost.spend('any.question', { account: 'mira' });
  });

  it('wrong passwords are counted by this node, and right ones given back', async () => {
    const lost = limits(new LostCache());
    await spend(lost, 10, 'login.failed', { key: 'mira' });
    await expect(lost.spend('login.failed', { key: 'mira' })).rejects.toMatchObject(limited);
    await lost.giveBack('login.failed', { key: 'mira' });
    await lost.giveBack('login.failed', { key: 'mira' });
    await lost.spend('login.failed', { key: 'mira' });
  });
});

describe('a limit', () => {
  it('counts each dimension that it is given, and none that it is not', async () => {
    const ours = limits();
    await spend(ours, 3, 'otp.send', { address: '192.0.2.7', body: { email: 'mira@example.org' } });
    const again = { address: '192.0.2.8', body: { email: ' MIRA@example.org ' } };
    await expect(ours.spend('otp.send', again)).rejects.toMatchObject(limited);
    await ours.spend('otp.send', { address: '192.0.2.7', body: { email: 'noor@example.org' } });
  });

  it.each([null, 'text', [], { email: 5 }, { email: null }, { email: 'x'.repeat(100_000) }, Object.create(null)])(
    'takes any body: %j',
    async (body) => expect(await limits().spend('otp.send', { address: '192.0.2.7', body })).toBeUndefined(),
  );

  it('is multiplied, and the log says so', async () => {
    const generous = limits(undefined, '2');
    generous.onModuleInit();
    await spend(generous, 20, 'login.failed', { key: 'mira' });
    await expect(generous.spend('login.failed', { key: 'mira' })).rejects.toMatchObject(limited);
    expect(lines.join()).toContain('RATE_LIMIT_FACTOR');
  });

  it('gets back what was no failure', async () => {
    const ours = limits();
    for (let n = 0; n < 30; n += 1) {
      await ours.spend('login.failed', { key: 'mira' });
      await ours.giveBack('login.failed', { key: 'mira' });
    }
    await expect(ours.spend('login.failed', { key: 'mira' })).resolves.toBeUndefined();
  });
});
