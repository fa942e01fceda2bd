import type { DeliveryState, TimelineItem } from '@parley/client';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { message } from '../../lib/wire.factory';
import { MessageRow } from './message-row';

afterEach(cleanup);

function show(state: DeliveryState, over: { mine?: boolean; head?: boolean; text?: string } = {}) {
  const item: TimelineItem = {
    state,
    message: message({ clientId: 'c1', senderId: 'eli', text: over.text ?? 'Hello' }),
    ...(state === 'failed' && { error: { code: 'unavailable', message: 'x' } as const }),
  };
  const onRetry = vi.fn();
  const onDiscard = vi.fn();
  const row = { kind: 'message', key: 'k', item, date: new Date(2026, 10, 20, 9, 5), head: over.head ?? true } as const;
  const mine = over.mine ?? true;
  render(<MessageRow row={row} author="Eli Novak" mine={mine} onRetry={onRetry} onDiscard={onDiscard} />);
  return { onRetry, onDiscard, article: screen.getByRole('article') };
}

describe('MessageRow', () => {
  it.each([
    ['pending', 'Waiting to be sent'],
    ['sent', 'Sent'],
    ['delivered', 'Delivered'],
    ['read', 'Read'],
  ] as const)('says that a message of mine is %s', (state, words) => {
    const { article } = show(state);
    expect(within(article).getByText(words)).toBeDefined();
  });

  it('shows no state on messages of others', () => {
    const { article } = show('sent', { mine: false });
    expect(within(article).queryByText('Sent')).toBeNull();
  });

  it('offers retry and discard on what was not sent, and nothing that looks sent', () => {
    const { article, onRetry, onDiscard } = show('failed');
    expect(within(article).getByRole('alert').textContent).toContain('Not sent.');
    expect(within(article).queryByText('Sent')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Retry' }));
    fireEvent.click(screen.getByRole('button', { name: 'Discard' }));
    expect(onRetry).toHaveBeenCalledWith('c1');
    expect(onDiscard).toHaveBeenCalledWith('c1');
  });

  it('tells a screen reader who wrote a later row of a group', () => {
    const { article } = show('sent', { head: false });
    expect(article.textContent).toContain('Eli Novak, ');
  });

  it('draws markup as text and links safely', () => {
    const { article } = show('sent', { text: '<b>x</b> https://pier.example javascript:alert(1)' });
    expect(article.querySelector('b')).toBeNull();
    const link = within(article).getByRole('link');
    expect(link.getAttribute('href')).toBe('https://pier.example/');
    expect(link.getAttribute('rel')).toContain('noopener');
  });
});
