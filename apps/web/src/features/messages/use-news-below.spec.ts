import { cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { conversation, message } from '../../lib/wire.factory';
import { announce } from '../../ui/announcer';
import { useNewsBelow } from './use-news-below';

vi.mock('../../ui/announcer', () => ({ announce: vi.fn() }));
const said = vi.mocked(announce);

beforeEach(() => void said.mockReset());
afterEach(cleanup);

const at = (seq: number, senderId: string) => conversation({ seq, lastMessage: message({ seq, senderId }) });

function read(seq: number, away: boolean) {
  const hook = renderHook(({ of, far }) => useNewsBelow(of, far, 'me'), {
    initialProps: { of: at(seq, 'hana'), far: away },
  });
  return (next: number, senderId: string, far: boolean) => hook.rerender({ of: at(next, senderId), far });
}

it('says once that there is something new further down, and again at the next visit', () => {
  const then = read(5, false);
  then(5, 'hana', true);
  expect(said).not.toHaveBeenCalled();
  then(6, 'hana', true);
  then(7, 'jonas', true);
  expect(said).toHaveBeenCalledOnce();
  then(7, 'jonas', false);
  then(7, 'jonas', true);
  then(8, 'jonas', true);
  expect(said).toHaveBeenCalledTimes(2);
});

it('says nothing of what I wrote elsewhere, nor to somebody who reads at the end', () => {
  const then = read(5, false);
  then(6, 'hana', false);
  then(6, 'hana', true);
  then(7, 'me', true);
  expect(said).not.toHaveBeenCalled();
});
