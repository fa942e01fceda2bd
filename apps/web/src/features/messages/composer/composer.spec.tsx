import { ParleyError, type ParleyClient, type Timeline, type TimelineItem } from '@parley/client';
import { limits, type Message } from '@parley/contracts';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ClientProvider } from '../../../lib/client-context';
import { draftJournal } from '../../../lib/drafts';
import { conversation, me, message } from '../../../lib/wire.factory';
import { compose, forgetComposing } from '../composing.store';
import { Composer } from './composer';
import { forgetEdits } from './editing.store';

const send = vi.fn();
const edit = vi.fn();
const press = vi.fn();
const stop = vi.fn();
const never = () => () => undefined;
const signedIn = { state: 'signed-in', me: me(), ended: null };
const person = (id: string, username: string, name: string) => ({ id, username, name, avatarUrl: null });
const known = new Map([
  ['priya', person('priya', 'priya', 'Priya Raman')],
  ['paul', person('paul', 'paul', 'Paul Ohm')],
]);
const members = [...known.values()].map(({ id, name, username }) => ({ userId: id, name, username }));

let items: TimelineItem[] = [];
const timeline = {
  conversationId: 'c1',
  subscribe: never,
  items: () => items,
  state: 'ready',
  edit,
  find: () => new Promise(() => undefined),
} as unknown as Timeline;

const client = {
  send,
  texts: { subscribe: never, get: () => undefined, load: () => undefined },
  typing: { press, stop, subscribe: never, who: () => nobody },
  session: { subscribe: never, snapshot: () => signedIn },
  users: { subscribe: never, known: () => known, get: (id: string) => known.get(id) },
  members: { list: async () => ({ items: members, nextCursor: null }) },
  http: { request: async () => ({ editWindowSeconds: 3_600 }) },
};
const nobody: string[] = [];

/** As the client has it: what is written is the conversation's draft at once. */
function Host({ draft: start }: { draft: string }) {
  const [draft, setDraft] = useState(start);
  const [queries] = useState(() => new QueryClient());
  const shown = conversation({ id: 'c1', draft, kind: 'group', role: 'member' });
  const conversations = { get: () => shown, draft: (_id: string, text: string) => setDraft(text) };
  return (
    <QueryClientProvider client={queries}>
      <ClientProvider value={{ ...client, conversations } as unknown as ParleyClient}>
        <Composer conversation={shown} timeline={timeline} to="Hana" />
      </ClientProvider>
    </QueryClientProvider>
  );
}

const open = (draft = '') => render(<Host draft={draft} />);

const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: /^(Message Hana|Edit message)$/ });
const type = (value: string) => fireEvent.change(field(), { target: { value } });
const key = (name: string, more: object = {}) => fireEvent.keyDown(field(), { key: name, ...more });
const mine = (over: Partial<Message> = {}): TimelineItem => ({
  state: 'sent',
  message: message({ id: 'm1', senderId: 'me', text: 'Mine', createdAt: new Date().toISOString(), ...over }),
});

beforeEach(() => {
  vi.stubGlobal('matchMedia', (query: string) => ({ matches: query === '(pointer: fine)' }));
  Element.prototype.scrollIntoView = () => undefined;
  draftJournal.forget();
  forgetComposing();
  forgetEdits();
  items = [];
  for (const fn of [send, edit, press, stop]) fn.mockReset();
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('Composer', () => {
  it('sends on Enter and empties itself', () => {
    open();
    type('  Hello  ');
    key('Enter');
    expect(send).toHaveBeenCalledExactlyOnceWith('c1', 'Hello', null);
    expect(field().value).toBe('');
    expect(press).toHaveBeenCalledWith('c1');
    expect(stop).toHaveBeenLastCalledWith('c1');
  });

  it('keeps Shift+Enter for a new line, and Enter for choosing a word while composing', () => {
    open();
    type('Hello');
    key('Enter', { shiftKey: true });
    key('Enter', { isComposing: true });
    key('Enter', { keyCode: 229 });
    expect(send).not.toHaveBeenCalled();
  });

  it('leaves Enter alone where fingers type', () => {
    vi.stubGlobal('matchMedia', () => ({ matches: false }));
    open();
    type('Hello');
    key('Enter');
    expect(send).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole('button', { name: 'Send' }));
    expect(send).toHaveBeenCalledOnce();
  });

  it('sends nothing that is empty or too long, and says by how much', () => {
    open();
    fireEvent.click(screen.getByRole('button', { name: 'Send' }));
    type('   ');
    key('Enter');
    type('x'.repeat(limits.textBytes + 3));
    key('Enter');
    expect(send).not.toHaveBeenCalled();
    expect(screen.getByText(/3 too long/)).toBeDefined();
    // A megabyte in jsdom, on a machine that does much else.
  }, 30_000);

  it('opens with what is half written, and has it again after a reload that came too soon', () => {
    const first = open('half');
    expect(field().value).toBe('half');
    type('half a thought');
    first.unmount();
    open('half');
    expect(field().value).toBe('half a thought');
  });

  it('sends an answer as one, and leaves the answering with Escape', () => {
    items = [mine({ id: 'm7', senderId: 'priya', text: 'Who **brings** cake?' })];
    compose('c1', { replyTo: 'm7' });
    open();
    expect(screen.getByText('Who brings cake?')).toBeDefined();
    type('I do');
    key('Enter');
    expect(send).toHaveBeenCalledExactlyOnceWith('c1', 'I do', items[0]?.message);
    expect(screen.queryByText('Who brings cake?')).toBeNull();
    act(() => compose('c1', { replyTo: 'm7' }));
    key('Escape');
    expect(screen.queryByText('Who brings cake?')).toBeNull();
  });

  it('sends no answer as a message of its own while it is not known what it answers', () => {
    compose('c1', { replyTo: 'far away' });
    open('Yes');
    key('Enter');
    expect(send).not.toHaveBeenCalled();
  });
});

describe('rewriting', () => {
  const begin = async () => {
    items = [mine()];
    open();
    // How long one may is the server's to say.
    await waitFor(() => {
      key('ArrowUp');
      expect(field().value).toBe('Mine');
    });
  };

  it('begins with the arrow in an empty field, and leaves the draft alone', async () => {
    await begin();
    key('Escape');
    expect(field().value).toBe('');
    type('a draft');
    key('ArrowUp');
    expect(field().value).toBe('a draft');
  });

  it('says that it is being saved, keeps the words when it fails, and closes when it is done', async () => {
    await begin();
    edit.mockRejectedValueOnce(new ParleyError('message.too_late', 'It is too late to edit this message.'));
    type('Mine, better');
    key('Enter');
    expect(screen.getByText('Saving…')).toBeDefined();
    expect((await screen.findByRole('alert')).textContent).toContain('Not saved. It is too late');
    expect(field().value).toBe('Mine, better');
    edit.mockResolvedValueOnce(undefined);
    key('Enter');
    await waitFor(() => expect(field().value).toBe(''));
    expect(edit.mock.calls).toEqual([
      ['m1', 'Mine, better'],
      ['m1', 'Mine, better'],
    ]);
    expect(send).not.toHaveBeenCalled();
  });

  it('asks for nothing when nothing was changed', async () => {
    await begin();
    key('Enter');
    expect(field().value).toBe('');
    expect(edit).not.toHaveBeenCalled();
  });
});

describe('completing', () => {
  it('lists members while a name is typed, and Enter takes one instead of sending', async () => {
    open();
    type('hi @p');
    const list = await screen.findByRole('listbox', { name: 'Suggestions' });
    expect(within(list).getAllByRole('option')).toHaveLength(2);
    expect(field().getAttribute('aria-activedescendant')).toBe(screen.getAllByRole('option')[0]?.id);
    key('ArrowDown');
    key('Enter');
    expect(field().value).toBe('hi @paul ');
    expect(field().selectionEnd).toBe(9);
    expect(send).not.toHaveBeenCalled();
    expect(screen.queryByRole('listbox')).toBeNull();
  });

  it('is closed with Escape, and offers everybody where that is more than a word', async () => {
    open();
    type('@al');
    expect((await screen.findByRole('option')).textContent).toContain('@all');
    key('Escape');
    expect(screen.queryByRole('listbox')).toBeNull();
    key('Enter');
    expect(send).toHaveBeenCalledExactlyOnceWith('c1', '@al', null);
  });
});
