import { type ParleyClient, ParleyError } from '@parley/client';
import type { WholeText } from '@parley/client';
import type { Message } from '@parley/contracts';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ClientProvider } from '../../../lib/client-context';
import { message } from '../../../lib/wire.factory';
import { LargeText } from './large-text';

let near: () => void = () => undefined;

beforeEach(() => {
  // jsdom draws nothing: what comes near is said by hand.
  class Observer {
    constructor(seen: (entries: { isIntersecting: boolean }[]) => void) {
      near = () => act(() => seen([{ isIntersecting: true }]));
    }
    observe = () => undefined;
    disconnect = () => undefined;
  }
  vi.stubGlobal('IntersectionObserver', Observer);
});
afterEach(cleanup);

/** What `client.texts` shows, moved by hand. */
function shown() {
  let state: WholeText | undefined;
  const asked: Message[] = [];
  const listeners = new Set<() => void>();
  const texts: ParleyClient['texts'] = {
    subscribe: (fn) => (listeners.add(fn), () => void listeners.delete(fn)),
    get: () => state,
    load: (wanted) => void asked.push(wanted),
  };
  const tell = (next: WholeText) =>
    act(() => {
      state = next;
      for (const fn of listeners) fn();
    });
  render(
    <ClientProvider value={{ texts } as ParleyClient}>
      <LargeText message={message({ text: 'The beginning', large: true, textLength: 65_537 })} />
    </ClientProvider>,
  );
  return { asked, tell };
}

it('shows the beginning, the whole when it is asked for, and the beginning again', async () => {
  const { asked, tell } = shown();
  expect(screen.getByText('The beginning')).toBeDefined();
  expect(asked).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'Show the whole text' }));
  expect(asked).toHaveLength(1);
  tell({ state: 'loading' });
  expect(screen.getByRole('status').textContent).toContain('Loading');
  tell({ state: 'ready', text: 'The beginning and **all** the rest' });
  const whole = await screen.findByRole('region', { name: 'The whole text' });
  // Far from the eyes it stands as it was typed.
  expect(whole.textContent).toBe('The beginning and **all** the rest');
  near();
  await waitFor(() => expect(whole.querySelector('strong')?.textContent).toBe('all'), { timeout: 30_000 });
  fireEvent.click(screen.getByRole('button', { name: 'Show less' }));
  expect(screen.queryByRole('region')).toBeNull();
});

it('says why the rest did not come, and asks again', () => {
  const { asked, tell } = shown();
  fireEvent.click(screen.getByRole('button', { name: 'Show the whole text' }));
  tell({ state: 'error', error: new ParleyError('body_store.unavailable', 'x').body });
  expect(screen.getByRole('alert').textContent).toContain('Long texts cannot be');
  expect(screen.getByText('The beginning')).toBeDefined();
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(asked).toHaveLength(2);
});
