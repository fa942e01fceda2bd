import { compared, ratiosOf } from './baseline.mjs';
import { within } from './budget.mjs';
import { ownerOf, reading } from './profile.mjs';
import { table } from './report.mjs';
import { middle, quantile, slope } from './statistics.mjs';

describe('statistics', () => {
  it('takes the middle of an even and of an odd number of rounds', () => {
    expect(middle([3, 1, 2])).toEqual({ median: 2, least: 1, most: 3 });
    expect(middle([4, 1, 2, 3]).median).toBe(2.5);
  });

  it('takes a quantile of values in any order', () => {
    expect(quantile([5, 1, 4, 2, 3], 0.5)).toBe(3);
    expect(quantile([5, 1, 4, 2, 3], 1)).toBe(5);
  });

  it('finds the slope of points around a line', () => {
    const points = [0, 1, 2, 3].map((x) => ({ x, y: 7 + 2 * x + (x % 2 === 0 ? 0.1 : -0.1) }));
    expect(slope(points)).toBeCloseTo(2, 0);
    expect(slope(points.map(({ x }) => ({ x, y: 7 })))).toBe(0);
  });
});

describe('the baseline', () => {
  const row = (what: string, ratio: number, floor?: number[]) => ({
    what,
    medians: { parley: 3, ratio },
    ...(floor ? { floor } : {}),
  });

  it('keeps ratios of CPU and counts of statements, and no milliseconds', () => {
    const rows = [
      row('W2 CPU ms per 1,000 deliveries', 1.7456, [1]),
      row('W2 delivered p50 ms', 8, [1]),
      row('W7 statements of a page', Number.NaN),
      row('storm CPU without a floor', Number.NaN),
    ];
    expect(ratiosOf({ W: { rows } })).toEqual({ 'W2 CPU ms per 1,000 deliveries': 1.75, 'W7 statements of a page': 3 });
  });

  it('marks what is outside half to twice of it', () => {
    const before = { near: 2, dear: 1, cheap: 4, 'statements of a page': 3, 'statements of a send': 1 };
    const now = { near: 3.9, dear: 2.1, cheap: 1.9, fresh: 1, 'statements of a page': 4, 'statements of a send': 1 };
    const lines = compared(before, now);
    expect(lines.filter((line) => line.startsWith('!'))).toEqual([
      '! dear: 2.1, baseline 1 — 2.1 times',
      '! cheap: 1.9, baseline 4 — 0.5 times',
      '! statements of a page: 4, baseline 3 — 1.3 times',
    ]);
    expect(lines).toContain('  fresh: 1, not in the baseline');
    expect(lines.at(-1)).toMatch(/^3 of 6 are outside/);
  });

  it('says when nothing was measured', () => {
    expect(compared({ near: 1 }, {})).toEqual(['Nothing was measured that the baseline has.']);
  });
});

describe('the table', () => {
  it('shows a peer beside the floor of its own rounds', () => {
    const [head = '', line = ''] = table([{ what: 'W2', parley: [3, 4], floor: [2, 2], peers: { prosody: [6, 8] } }]);
    expect(head).toContain('prosody');
    expect(line).toContain('1.75 (1.50–2.00) ×');
    expect(line).toContain('7.00 = 3.50 (3.00–4.00) ×');
  });
});

describe('a budget of seconds', () => {
  it('leaves what does not come in time, and begins nothing afterwards', async () => {
    // Parts of a millisecond, for timers count whole ones.
    for (let seconds = 0.0021; seconds < 0.004; seconds += 0.0001) {
      const budget = within(seconds);
      let begun = 0;
      const never = () => {
        begun += 1;
        return new Promise<string>(() => undefined);
      };
      expect(await budget.spend(never)).toBeUndefined();
      expect(await budget.spend(never)).toBeUndefined();
      expect(begun).toBe(1);
    }
  });

  it('never ends without a number', async () => {
    expect(await within(undefined).spend(async () => 'whole')).toBe('whole');
  });
});

describe('a profile in words', () => {
  const frame = (functionName: string, url = '') => ({ functionName, url });
  const sent = 'file:///x/apps/api/dist/modules/messages/sending.service.js';

  it('knows whose code it is', () => {
    expect(ownerOf(frame('query', 'file:///x/node_modules/pg/lib/client.js'))).toBe('pg');
    expect(ownerOf(frame('f', 'file:///x/node_modules/@nestjs/core/a.js'))).toBe('@nestjs/core');
    expect(ownerOf(frame('send', sent))).toBe('parley modules/messages');
    expect(ownerOf(frame('write', 'node:net'))).toBe('node:net');
    expect(ownerOf(frame('(garbage collector)'))).toBe('(garbage collector)');
  });

  it('shares the busy time of the second half, and counts what calls itself once', () => {
    const nodes = [
      { id: 1, callFrame: frame('(root)'), children: [2, 3] },
      { id: 2, callFrame: frame('(idle)') },
      { id: 3, callFrame: frame('send', sent), children: [4] },
      { id: 4, callFrame: frame('send', sent), children: [5] },
      { id: 5, callFrame: frame('write', 'node:net') },
    ];
    // From the fourth sample on: two of rest, one of the inner send, two of writing.
    const lines = reading({
      nodes,
      samples: [2, 2, 2, 2, 2, 4, 5, 5],
      timeDeltas: Array.from({ length: 8 }, () => 10),
    });
    expect(lines[0]).toMatch(/^busy 60 %/);
    expect(lines).toContain('   66.7 %  node:net');
    expect(lines).toContain('  100.0 %  parley modules/messages: send');
  });
});
