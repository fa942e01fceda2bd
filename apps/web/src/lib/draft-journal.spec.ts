import { describe, expect, it } from 'vitest';
import { DraftJournal } from './draft-journal';

function journal() {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  const made = new DraftJournal(storage);
  made.claim('me');
  return { made, kept, reloaded: () => new DraftJournal(storage) };
}

const c = (draft: string, draftRev: number) => ({ id: 'c', draft, draftRev });

describe('DraftJournal', () => {
  it('brings back what the server did not get before a reload', () => {
    const { made, reloaded } = journal();
    made.keep({ id: 'c', draftRev: 3 }, 'half a thought');
    expect(reloaded().restore(c('half', 3))).toBe('half a thought');
  });

  it('brings back that a draft was sent or thrown away', () => {
    const { made, reloaded } = journal();
    made.keep({ id: 'c', draftRev: 3 }, '');
    expect(reloaded().restore(c('half', 3))).toBe('');
  });

  it('lets what another device wrote since win, and forgets its own', () => {
    const { made, reloaded } = journal();
    made.keep({ id: 'c', draftRev: 3 }, 'old words');
    expect(reloaded().restore(c('newer words', 4))).toBeNull();
    expect(reloaded().restore(c('half', 3))).toBeNull();
  });

  it('shows nobody what somebody else wrote', () => {
    const { made, reloaded } = journal();
    made.keep({ id: 'c', draftRev: 3 }, 'a secret');
    reloaded().claim('somebody else');
    expect(reloaded().restore(c('', 3))).toBeNull();
    expect(reloaded().ownerId).toBe('somebody else');
  });

  it('forgets everything at a sign-out', () => {
    const { made, kept } = journal();
    made.keep({ id: 'c', draftRev: 3 }, 'a secret');
    made.forget();
    expect(kept.size).toBe(0);
    expect(made.ownerId).toBeNull();
  });

  it('lives with what it cannot read', () => {
    const { made, kept } = journal();
    kept.set('parley.drafts', '{"state":');
    expect(made.ownerId).toBeNull();
    expect(made.restore(c('', 0))).toBeNull();
  });
});
