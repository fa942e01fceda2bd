import type { ParleyClient } from '@parley/client';
import { limits } from '@parley/contracts';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ClientProvider } from '../../lib/client-context';
import { useDrafts } from '../../lib/drafts.store';
import { Composer } from './composer';

const send = vi.fn();

function open(conversationId = 'c1') {
  const client = { send } as unknown as ParleyClient;
  return render(
    <ClientProvider value={client}>
      <Composer conversationId={conversationId} to="Hana" />
    </ClientProvider>,
  );
}

const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message Hana' });
const type = (value: string) => fireEvent.change(field(), { target: { value } });

beforeEach(() => {
  vi.stubGlobal('matchMedia', (query: string) => ({ matches: query === '(pointer: fine)' }));
  useDrafts.getState().forgetAll();
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

  it('keeps a draft with its conversation', () => {
    open('c1').unmount();
    useDrafts.getState().keep('c1', 'half a thought');
    open('c2').unmount();
    open('c1');
    expect(field().value).toBe('half a thought');
  });
});
