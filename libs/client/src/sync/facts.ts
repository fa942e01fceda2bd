import type { Conversation, ConversationFields, ConversationSettings, Head } from '@parley/contracts';

/** What this device knows of a conversation beside its messages. Each part has a number that says which of two is newer. */
export class Facts {
  private current: Conversation;
  /** The revision at which the fields are true. */
  private fieldsRev: number;
  /** The newest message whose place in the list the server told. */
  private placedSeq: number;
  /** Written here, and not yet known to be on the server. */
  private written: string | null = null;

  constructor(told: Conversation) {
    this.current = told;
    this.fieldsRev = told.rev;
    this.placedSeq = told.seq;
  }

  /** The same object until something changed. */
  get value(): Conversation {
    return this.current;
  }

  /** What was written here and the server may not have. */
  get unsaved(): string | null {
    return this.written;
  }

  /** The draft as its writer left it, wherever that was. */
  get draft(): string {
    return this.written ?? this.current.draft;
  }

  /** A message came whose place in everybody's list was not told with it: newer than all that were. */
  isRaised(seq: number): boolean {
    return seq > this.placedSeq;
  }

  /** They left and came back: what they may see begins elsewhere, so nothing that was kept of its messages can be trusted. */
  isElsewhere(told: Conversation): boolean {
    return told.rev >= this.fieldsRev && told.visibleAfter !== this.current.visibleAfter;
  }

  adopt(told: Conversation): void {
    this.place(told);
    this.settings(told.settings, told.settingsRev);
    this.serverDraft(told.draft, told.draftRev);
    if (told.rev < this.fieldsRev) return;
    this.fieldsRev = told.rev;
    const { kind, role, peerId, visibleAfter, lastSender } = told;
    this.change({ ...fieldsOf(told), kind, role, peerId, visibleAfter, lastSender });
  }

  place({ seq, activity }: Pick<Head, 'seq' | 'activity'>): void {
    if (seq < this.placedSeq) return;
    this.placedSeq = seq;
    this.change({ activity });
  }

  fields(fields: Partial<ConversationFields>, rev: number): void {
    if (rev <= this.fieldsRev) return;
    this.fieldsRev = rev;
    this.change(fields);
  }

  role(role: Conversation['role']): void {
    this.change({ role });
  }

  settings(settings: ConversationSettings, settingsRev: number): void {
    if (settingsRev > this.current.settingsRev) this.change({ settings, settingsRev });
  }

  serverDraft(draft: string, draftRev: number): void {
    if (draftRev > this.current.draftRev) this.change({ draft, draftRev });
  }

  /** Null once the server has it. */
  write(text: string | null): void {
    this.written = text;
  }

  /** Takes over from a copy begun anew what only this device knows. */
  succeed(old: Facts): void {
    this.written = old.written;
  }

  private change(next: Partial<Conversation>): void {
    const keys = Object.keys(next) as (keyof Conversation)[];
    if (keys.some((key) => !isSame(this.current[key], next[key]))) this.current = { ...this.current, ...next };
  }
}

/** Settings and the like are small and flat. */
const isSame = (one: unknown, other: unknown) => one === other || JSON.stringify(one) === JSON.stringify(other);

function fieldsOf(told: Conversation): ConversationFields {
  const { visibility, name, topic, hue, announcement, history, archivedAt, memberCount } = told;
  return { visibility, name, topic, hue, announcement, history, archivedAt, memberCount };
}
