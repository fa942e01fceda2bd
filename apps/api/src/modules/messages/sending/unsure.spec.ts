import type { Draft } from './send.repository';
import { Unsure } from './unsure';

const draft = (n: number, senderId = 'mira') => ({ senderId, clientId: `client ${n}` }) as Draft;

describe('sends whose commit got no answer', () => {
  it('are settled once each, and only those that were remembered', () => {
    const unsure = new Unsure();
    unsure.remember(draft(1));
    unsure.remember(draft(1));
    expect([draft(2), draft(1, 'noor'), draft(1), draft(1)].map((one) => unsure.settle(one))).toEqual([
      false,
      false,
      true,
      false,
    ]);
  });

  it('are forgotten oldest first, when there are very many', () => {
    const unsure = new Unsure();
    for (let n = 0; n <= 10_000; n += 1) unsure.remember(draft(n));
    expect([draft(0), draft(1), draft(10_000)].map((one) => unsure.settle(one))).toEqual([false, true, true]);
  });
});
