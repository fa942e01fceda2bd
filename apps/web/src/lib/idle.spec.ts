import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchIdle } from './idle';

let hidden = false;
let said: string[] = [];
let stop = () => undefined as void;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => (hidden ? 'hidden' : 'visible'));
  hidden = false;
  said = [];
  stop = watchIdle((state) => said.push(state));
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const minutes = (n: number) => vi.advanceTimersByTime(n * 60_000);
const turn = (isHidden: boolean) => {
  hidden = isHidden;
  document.dispatchEvent(new Event('visibilitychange'));
};
const touch = () => window.dispatchEvent(new Event('pointermove'));

describe('whether anybody is in front of the page', () => {
  it('is doubted after five minutes without a touch, and believed at the next one', () => {
    minutes(4);
    touch();
    minutes(4);
    expect(said).toEqual(['online']);
    minutes(2);
    expect(said).toEqual(['online', 'away']);
    touch();
    expect(said).toEqual(['online', 'away', 'online']);
  });

  it('is doubted sooner in a hidden tab, and not for a glance at another', () => {
    turn(true);
    minutes(0.5);
    turn(false);
    minutes(2);
    expect(said).toEqual(['online']);
    turn(true);
    minutes(1.1);
    expect(said).toEqual(['online', 'away']);
    // Not a touch of this page.
    touch();
    expect(said).toHaveLength(2);
    turn(false);
    expect(said).toEqual(['online', 'away', 'online']);
  });

  it('is said once for a mouse that moves and moves', () => {
    for (let n = 0; n < 100; n += 1) {
      touch();
      vi.advanceTimersByTime(9);
    }
    expect(said).toEqual(['online']);
  });

  it('is not said any more once nobody asks', () => {
    stop();
    touch();
    minutes(10);
    expect(said).toEqual([]);
  });
});
