import { compared, ratiosOf } from './baseline.mjs';
import { within } from './budget.mjs';
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
    const before = { near: 2, dear: 1, cheap: 4 };
    const lines = compared(before, { near: 3.9, dear: 2.1, cheap: 1.9, fresh: 1 });
    expect(lines.filter((line) => line.startsWith('!'))).toEqual([
      '! dear: 2.1, baseline 1 — 2.1 times',
      '! cheap: 1.9, baseline 4 — 0.5 times',
    ]);
    expect(lines).toContain('  fresh: 1, not in the baseline');
    expect(lines.at(-1)).toMatch(/^2 of 4 are outside/);
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
    const budget = within(0.05);
    let begun = 0;
    const never = () => {
      begun += 1;
      return new Promise<string>(() => undefined);
    };
    expect(await budget.spend(never)).toBeUndefined();
    expect(await budget.spend(never)).toBeUndefined();
    expect(begun).toBe(1);
  });

  it('never ends without a number', async () => {
    expect(await within(undefined).spend(async () => 'whole')).toBe('whole');
  });
});
