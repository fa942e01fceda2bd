import type { TimelineItem } from '@parley/client';
import { cleanup, renderHook } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { message } from '../../lib/wire.factory';
import { useArrivals, type Arrivals } from './use-arrivals';

afterEach(cleanup);

const item = (seq: number, senderId: string, clientId = `c${seq}`): TimelineItem => ({
  state: seq === 0 ? 'pending' : 'sent',
  message: message({ seq, senderId, clientId }),
});

function watch(first: TimelineItem[]) {
  const tell = vi.fn<(arrivals: Arrivals) => void>();
  const hook = renderHook(({ items }) => useArrivals({ items, meId: 'me', seq: 0 }, tell), {
    initialProps: { items: first },
  });
  return { tell, show: (items: TimelineItem[]) => hook.rerender({ items }) };
}

describe('useArrivals', () => {
  it('tells what others added at the end, and where it began', () => {
    const { tell, show } = watch([item(1, 'hana')]);
    show([item(1, 'hana'), item(2, 'hana'), item(3, 'hana')]);
    expect(tell).toHaveBeenCalledOnce();
    const [arrivals] = tell.mock.calls[0]!;
    expect(arrivals).toMatchObject({ lastSeq: 1, answered: false });
    expect(arrivals.others.map(({ message: { seq } }) => seq)).toEqual([2, 3]);
  });

  it('does not take older history for news', () => {
    const { tell, show } = watch([item(5, 'hana')]);
    show([item(3, 'hana'), item(4, 'hana'), item(5, 'hana')]);
    expect(tell).not.toHaveBeenCalled();
  });

  it('does not take a page further down for news, nor mine in it for an answer', () => {
    const tell = vi.fn<(arrivals: Arrivals) => void>();
    const initialProps = { items: [item(5, 'hana')] };
    const hook = renderHook(({ items }) => useArrivals({ items, meId: 'me', seq: 9 }, tell), { initialProps });
    hook.rerender({ items: [item(5, 'hana'), item(6, 'hana'), item(7, 'me')] });
    expect(tell).not.toHaveBeenCalled();
    hook.rerender({ items: [item(9, 'hana'), item(10, 'hana')] });
    expect(tell.mock.calls[0]?.[0].others.map(({ message: { seq } }) => seq)).toEqual([10]);
  });

  it('notices once that I answered: when I wrote it, not when it was stored', () => {
    const { tell, show } = watch([item(1, 'hana')]);
    show([item(1, 'hana'), item(0, 'me', 'mine')]);
    show([item(1, 'hana'), item(2, 'me', 'mine')]);
    expect(tell).toHaveBeenCalledExactlyOnceWith({ lastSeq: 1, others: [], answered: true });
  });
});
