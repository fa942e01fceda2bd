import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { announce, Announcer } from './announcer';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

it('says each line, and keeps none of what was said: it may be a message that one may not read any more', () => {
  render(<Announcer />);
  act(() => announce('Hana: Welcome aboard.'));
  expect(screen.getByRole('log').textContent).toBe('Hana: Welcome aboard.');
  act(() => void vi.advanceTimersByTime(6_000));
  act(() => announce('Hana: Welcome aboard.'));
  expect(screen.getAllByText('Hana: Welcome aboard.')).toHaveLength(2);
  act(() => void vi.advanceTimersByTime(6_000));
  expect(screen.getAllByText('Hana: Welcome aboard.')).toHaveLength(1);
  act(() => void vi.advanceTimersByTime(6_000));
  expect(screen.getByRole('log').textContent).toBe('');
});
