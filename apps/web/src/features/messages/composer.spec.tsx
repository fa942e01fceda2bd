import type { ParleyClient } from '@parley/client';
import { limits } from '@parley/contracts';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ClientProvider } from '../../lib/client-context';
import { draftJournal } from '../../lib/drafts';
import { conversation } from '../../lib/wire.factory';
import { Composer } from './composer';

const send = vi.fn();

/** As the client has it: what is written is the conversation's draft at once. */
function Host({ draft: start }: { draft: string }) {
  const [draft, setDraft] = useState(start);
  const shown = conversation({ id: 'c1', draft });
  const conversations = { get: () => shown, draft: (_id: string, text: string) => setDraft(text) };
  return (
    <ClientProvider value={{ send, conversations } as unknown as ParleyClient}>
      <Composer conversation={shown} to="Hana" />
    </ClientProvider>
  );
}

const open = (draft = '') => render(<Host draft={draft} />);

const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message Hana' });
const type = (value: string) => fireEvent.change(field(), { target: { value } });

beforeEach(() => {
  vi.stubGlobal('matchMedia', (query: string) => ({ matches: query === '(pointer: fine)' }));
  draftJournal.forget();
  send.mockReset();
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('Composer', () => {
  it('sends on Enter and empties itself', () => {
    open();
    type('  Hello  ');
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(send).toHaveBeenCalledExactlyOnceWith('c1', 'Hello');
    expect(field().value).toBe('');
  });

  it('keeps Shift+Enter for a new line, and Enter for choosing a word while composing', () => {
    open();
    type('Hello');
    fireEvent.keyDown(field(), { key: 'Enter', shiftKey: true });
    fireEvent.keyDown(field(), { key: 'Enter', isComposing: true });
    expect(send).not.toHaveBeenCalled();
  });

  it('leaves Enter alone where fingers type', () => {
    vi.stubGlobal('matchMedia', () => ({ matches: false }));
    open();
    type('Hello');
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(send).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole('button', { name: 'Send' }));
    expect(send).toHaveBeenCalledOnce();
  });

  it('sends nothing that is empty or too long, and says by how much', () => {
    open();
    fireEvent.click(screen.getByRole('button', { name: 'Send' }));
    type('   ');
    fireEvent.keyDown(field(), { key: 'Enter' });
    type('x'.repeat(limits.inlineTextBytes + 3));
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(send).not.toHaveBeenCalled();
    expect(screen.getByText(/3 too long/)).toBeDefined();
  });

  it('opens with what is half written, and has it again after a reload that came too soon', () => {
    const first = open('half');
    expect(field().value).toBe('half');
    type('half a thought');
    first.unmount();
    open('half');
    expect(field().value).toBe('half a thought');
  });
});
