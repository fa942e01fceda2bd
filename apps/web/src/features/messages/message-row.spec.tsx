import type { DeliveryState, TimelineItem } from '@parley/client';
import type { Message } from '@parley/contracts';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { message } from '../../lib/wire.factory';
import { MessageRow } from './message-row';

afterEach(cleanup);

interface Shown {
  mine?: boolean;
  head?: boolean;
  canReact?: boolean;
  message?: Partial<Message>;
}

function show(state: DeliveryState, { mine = true, head = true, canReact = true, message: over = {} }: Shown = {}) {
  const item: TimelineItem = {
    state,
    message: message({ clientId: 'c1', senderId: 'eli', ...over }),
    ...(state === 'failed' && { error: { code: 'unavailable', message: 'x' } as const }),
  };
  const acts = { retry: vi.fn(), discard: vi.fn(), react: vi.fn(), perform: vi.fn(), unpin: vi.fn(), goTo: vi.fn() };
  const row = { kind: 'message', key: 'k', item, date: new Date(2026, 10, 20, 9, 5), head } as const;
  const nameOf = (id: string) => ({ eli: 'Eli Novak', hana: 'Hana Sato' })[id] ?? 'Somebody';
  const meId = mine ? 'eli' : 'me';
  render(<MessageRow row={row} meId={meId} nameOf={nameOf} canReact={canReact} lit={false} acts={acts} />);
  return { acts, item, article: screen.getByRole('article') };
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
    const { article, acts } = show('failed');
    expect(within(article).getByRole('alert').textContent).toContain('Not sent.');
    expect(within(article).queryByText('Sent')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Retry' }));
    fireEvent.click(screen.getByRole('button', { name: 'Discard' }));
    expect(acts.retry).toHaveBeenCalledWith('c1');
    expect(acts.discard).toHaveBeenCalledWith('c1');
  });

  it('tells a screen reader who wrote a later row of a group', () => {
    const { article } = show('sent', { head: false });
    expect(article.textContent).toContain('Eli Novak, ');
  });

  it('draws markup as text and links safely', () => {
    const { article } = show('sent', { message: { text: '<b>x</b> https://pier.example javascript:alert(1)' } });
    expect(article.querySelector('b')).toBeNull();
    const link = within(article).getByRole('link');
    expect(link.getAttribute('href')).toBe('https://pier.example/');
    expect(link.getAttribute('rel')).toContain('noopener');
  });

  it('shows what the page of a link says as text, under the host it leads to', () => {
    const preview = {
      url: 'https://pier.example/x',
      title: '<img src=x onerror=y>',
      description: 'Tides',
      siteName: 'Your bank',
    };
    const { article } = show('sent', { message: { text: 'see https://pier.example/x', preview } });
    const card = within(article).getByRole('link', { name: /Tides/ });
    expect(card.textContent).toBe('pier.example · Your bank<img src=x onerror=y>Tides');
    expect(card.getAttribute('rel')).toBe('noopener noreferrer nofollow');
    expect(card.getAttribute('href')).toBe(preview.url);
    expect(article.querySelector('img')).toBeNull();
  });

  it('shows what is answered, and leads there', () => {
    const quote = { messageId: 'q', seq: 4, senderId: 'hana', text: '**Cut** it at four', deleted: false };
    const { acts } = show('sent', { message: { replyTo: 'q', quote } });
    fireEvent.click(screen.getByRole('button', { name: 'Answers Hana Sato: Cut it at four' }));
    expect(acts.goTo).toHaveBeenCalledWith(4);
  });

  it('says when what is answered is gone, or not for these eyes', () => {
    const quote = { messageId: 'q', seq: 4, senderId: 'hana', text: '', deleted: true };
    show('sent', { message: { replyTo: 'q', quote } });
    expect(screen.getByRole('button', { name: /This message was deleted/ })).toBeDefined();
    cleanup();
    const { article } = show('sent', { message: { replyTo: 'q', quote: null } });
    expect(within(article).getByText('Answers a message that you cannot see')).toBeDefined();
  });

  it('shows reactions with who gave them, mine pressed, and takes them back', () => {
    const reactions = [
      { emoji: '👍', count: 2, userIds: ['hana', 'eli'] },
      { emoji: '🎉', count: 1, userIds: ['hana'] },
    ];
    const { acts, item } = show('sent', { message: { reactions } });
    const mine = screen.getByRole('button', { name: '👍 2, Hana Sato and you', pressed: true });
    const theirs = screen.getByRole('button', { name: '🎉 1, Hana Sato', pressed: false });
    fireEvent.click(mine);
    fireEvent.click(theirs);
    expect(acts.react.mock.calls).toEqual([
      [item.message, '👍', false],
      [item.message, '🎉', true],
    ]);
    cleanup();
    show('sent', { message: { reactions }, canReact: false });
    expect(screen.queryByRole('button', { name: 'Add a reaction' })).toBeNull();
  });

  it('leaves nothing of what was deleted but that it was there', () => {
    const deletedAt = '2026-11-20T10:00:00.000Z';
    const { article } = show('read', { message: { text: '', deletedAt, editedAt: deletedAt } });
    expect(within(article).getByText('This message was deleted')).toBeDefined();
    expect(within(article).queryByText('Edited')).toBeNull();
    expect(within(article).queryByText('Read')).toBeNull();
  });

  it('says that it was edited, forwarded and pinned', () => {
    const createdAt = '2026-11-19T10:00:00.000Z';
    const { acts, article } = show('sent', {
      message: {
        editedAt: '2026-11-20T10:00:00.000Z',
        forwardedFrom: { senderId: 'hana', createdAt },
        pinned: { by: 'hana', at: createdAt, rev: 3 },
      },
    });
    expect(article.textContent).toContain('Pinned by Hana Sato');
    expect(article.textContent).toContain('Forwarded from Hana Sato, ');
    fireEvent.click(screen.getByRole('button', { name: 'Edited' }));
    expect(acts.perform).toHaveBeenCalledWith('history', expect.anything(), null);
  });
});
