import type { ChangeSettingsRequest, OwnState } from '@parley/contracts';
import { limits } from '@parley/contracts';
import type { Ground } from './ground';
import { asParleyError, isOfSession, isPassing } from './parley.errors';
import type { Copies } from './sync/copies';
import type { ConversationCopy } from './sync/copy';

/** A pause in writing this long is worth telling the other devices of. */
const pauseMs = 1_000;
const retryMs = 5_000;

const bytesOf = (text: string) => new TextEncoder().encode(text).length;

/** How this person has their conversations: settings, and what is half written. */
export class OwnStates {
  private readonly due = new Map<string, () => void>();
  private readonly unmarking = new Set<string>();
  private live = false;

  constructor(
    private readonly ground: Ground,
    private readonly copies: Copies,
  ) {}

  async change(id: string, settings: ChangeSettingsRequest): Promise<void> {
    this.hear(await this.ground.http.request<OwnState>('PATCH', `/api/chat/${id}/settings`, settings));
  }

  /** Shown at once; the other devices hear of it at the next pause. */
  write(id: string, text: string): void {
    const copy = this.copies.get(id);
    if (!copy || copy.facts.draft === text) return;
    this.copies.update(copy, () => copy.facts.write(text));
    this.plan(copy, pauseMs);
  }

  /** Whoever reads needs no reminder to. */
  unmark(id: string): void {
    if (!this.copies.get(id)?.facts.value.settings.markedUnread || this.unmarking.has(id)) return;
    this.unmarking.add(id);
    const done = () => this.unmarking.delete(id);
    this.change(id, { markedUnread: false }).then(done, done);
  }

  resume(): void {
    this.live = true;
    for (const copy of this.copies.all()) if (copy.facts.unsaved !== null) this.plan(copy, 0);
  }

  /** What waits is found again from the copies. */
  pause(): void {
    this.live = false;
    for (const cancel of this.due.values()) cancel();
    this.due.clear();
  }

  private plan({ id, facts }: ConversationCopy, wait: number): void {
    this.due.get(id)?.();
    this.due.delete(id);
    const { unsaved } = facts;
    // What is longer than a server keeps stays on this device.
    if (!this.live || unsaved === null || bytesOf(unsaved) > limits.draftBytes) return;
    const cancel = this.ground.clock.after(wait, () => {
      this.due.delete(id);
      void this.save(id);
    });
    this.due.set(id, cancel);
  }

  private async save(id: string): Promise<void> {
    const copy = this.copies.get(id);
    const text = copy?.facts.unsaved;
    if (!copy || text === null || text === undefined) return;
    try {
      const saved = await this.ground.http.request<OwnState>('PUT', `/api/chat/${id}/draft`, { text });
      // Written on meanwhile: the next pause tells the rest.
      if (copy.facts.unsaved === text) this.copies.update(copy, () => copy.facts.write(null));
      this.hear(saved);
    } catch (cause) {
      const { code } = asParleyError(cause);
      if (isPassing(code) || isOfSession(code)) this.plan(copy, retryMs);
    }
  }

  private hear({ conversationId, settings, settingsRev, draft, draftRev }: OwnState): void {
    const copy = this.copies.get(conversationId);
    if (!copy) return;
    this.copies.update(copy, () => {
      copy.facts.settings(settings, settingsRev);
      copy.facts.serverDraft(draft, draftRev);
    });
  }
}
