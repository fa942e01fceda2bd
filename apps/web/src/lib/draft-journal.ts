import type { Conversation } from '@parley/contracts';

/** What was written, and what the server had when it was. */
interface Entry {
  text: string;
  draftRev: number;
}

interface Journal {
  ownerId: string | null;
  entries: Record<string, Entry>;
}

const key = 'parley.drafts';
const nothing: Journal = { ownerId: null, entries: {} };

/**
 * Drafts are the server's, and the client's until it has them. This keeps them over a reload that comes in between, or
 * while the server is away; and those that are too long for it.
 */
export class DraftJournal {
  constructor(private readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>) {}

  /** Who was signed in here last, if they did not sign out. */
  get ownerId(): string | null {
    return this.read().ownerId;
  }

  /** Somebody is signed in: what anybody else wrote is dropped. */
  claim(userId: string): void {
    if (this.ownerId !== userId) this.write({ ownerId: userId, entries: {} });
  }

  keep({ id, draftRev }: Pick<Conversation, 'id' | 'draftRev'>, text: string): void {
    const { ownerId, entries } = this.read();
    this.write({ ownerId, entries: { ...entries, [id]: { text, draftRev } } });
  }

  /** The text that is still to be brought back into this conversation, or null. Newer words from elsewhere win. */
  restore({ id, draft, draftRev }: Pick<Conversation, 'id' | 'draft' | 'draftRev'>): string | null {
    const entry = this.read().entries[id];
    if (!entry) return null;
    if (entry.draftRev !== draftRev) {
      this.drop(id);
      return null;
    }
    // The same words are no proof that the server has them: they may be this device's own, still waiting.
    return entry.text === draft ? null : entry.text;
  }

  /** The next person at this device must not read it. */
  forget(): void {
    this.storage.removeItem(key);
  }

  private drop(id: string): void {
    const { ownerId, entries } = this.read();
    const { [id]: _gone, ...others } = entries;
    this.write({ ownerId, entries: others });
  }

  private read(): Journal {
    try {
      return { ...nothing, ...(JSON.parse(this.storage.getItem(key) ?? '{}') as Partial<Journal>) };
    } catch {
      return nothing;
    }
  }

  private write(journal: Journal): void {
    try {
      this.storage.setItem(key, JSON.stringify(journal));
    } catch {
      // Full or forbidden: the server still has what was there at the last pause.
    }
  }
}
