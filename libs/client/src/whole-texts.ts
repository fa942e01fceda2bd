import { limits, type Message, type MessageBodies, type MessageBody } from '@parley/contracts';
import type { Clock } from './clock.port';
import { asParleyError, ParleyError } from './parley.errors';
import { Listeners } from './source';
import type { Requests, WholeText, WholeTexts } from './surface';

/** Characters kept for what somebody scrolls back to. */
const keptCharacters = 8 * 1024 * 1024;

/** What the server said it brings comes right behind its message; what has not come by then is asked for. */
const patienceMs = 1_000;

const loading: WholeText = { state: 'loading' };

/** An edit makes another text of it. */
const keyOf = ({ id, editedAt }: Pick<Message, 'id' | 'editedAt'>): string => `${id} ${editedAt ?? ''}`;

/** Whole texts of large messages: brought or asked for in batches, and kept for a while. */
export class TextLibrary implements WholeTexts {
  private readonly known = new Map<string, WholeText>();
  private readonly wanted = new Map<string, Map<string, Message>>();
  /** What the server is about to bring. */
  private readonly coming = new Set<string>();
  private readonly listeners = new Listeners();
  private characters = 0;
  private planned = false;
  /** Grows when somebody signs out, so that an answer to their question is not kept. */
  private era = 0;

  constructor(
    private readonly http: Requests,
    private readonly clock: Clock,
  ) {}

  readonly subscribe = (fn: () => void) => this.listeners.add(fn);
  readonly get = (message: Message): WholeText | undefined => this.known.get(keyOf(message));

  load(message: Message): void {
    const state = this.get(message)?.state;
    if (!message.large || state === 'loading' || state === 'ready') return;
    this.set(message, loading);
    this.want(message);
    this.listeners.tell();
  }

  /** The server brings it by itself, unless something comes between. */
  expect(message: Message): void {
    const key = keyOf(message);
    if (!message.large || message.textLength > limits.broughtTextBytes) return;
    this.coming.add(key);
    this.clock.after(patienceMs, () => {
      if (this.coming.delete(key) && this.get(message) === loading) this.want(message);
    });
  }

  /** The server brought it. */
  take({ messageId, editedAt, text }: MessageBody): void {
    const which = { id: messageId, editedAt };
    this.coming.delete(keyOf(which));
    if (this.known.get(keyOf(which))?.state === 'ready') return;
    this.set(which, { state: 'ready', text });
    this.listeners.tell();
  }

  forget(): void {
    this.era += 1;
    this.known.clear();
    this.wanted.clear();
    this.coming.clear();
    this.characters = 0;
  }

  private want(message: Message): void {
    const all = this.wanted.get(message.conversationId) ?? new Map<string, Message>();
    this.wanted.set(message.conversationId, all.set(message.id, message));
    if (this.planned) return;
    this.planned = true;
    this.clock.after(0, () => this.ask());
  }

  private ask(): void {
    this.planned = false;
    const asked = [...this.wanted];
    this.wanted.clear();
    for (const [conversationId, messages] of asked) {
      // Brought meanwhile, or about to be.
      const missing = [...messages.values()].filter((one) => this.get(one) === loading && !this.coming.has(keyOf(one)));
      if (missing.length > 0) void this.fetch(conversationId, missing);
    }
  }

  private async fetch(conversationId: string, messages: Message[]): Promise<void> {
    const { era } = this;
    const batch = messages.slice(0, limits.bodiesAtOnce);
    const ids = batch.map(({ id }) => id);
    let later = messages.slice(batch.length);
    try {
      const path = `/api/chat/${conversationId}/bodies?ids=${ids.join(',')}`;
      const { items, left } = await this.http.request<MessageBodies>('GET', path);
      if (era !== this.era) return;
      for (const { messageId, editedAt, text } of items)
        this.set({ id: messageId, editedAt }, { state: 'ready', text });
      later = [...batch.filter(({ id }) => left.includes(id)), ...later];
      this.settle(
        batch.filter(({ id }) => !left.includes(id)),
        new ParleyError('not_found', 'The rest of this text cannot be found.'),
      );
    } catch (cause) {
      if (era !== this.era) return;
      this.settle(messages, asParleyError(cause));
      later = [];
    }
    this.listeners.tell();
    if (later.length > 0) await this.fetch(conversationId, later);
  }

  /** What was asked for and did not come: gone, edited meanwhile, or out of reach. */
  private settle(asked: readonly Message[], { body: error }: ParleyError): void {
    for (const message of asked) if (this.get(message) === loading) this.set(message, { state: 'error', error });
  }

  private set(which: Pick<Message, 'id' | 'editedAt'>, what: WholeText): void {
    const key = keyOf(which);
    this.drop(key);
    this.known.set(key, what);
    this.characters += sizeOf(what);
    for (const [oldest, { state }] of this.known) {
      if (this.characters <= keptCharacters) return;
      if (oldest !== key && state === 'ready') this.drop(oldest);
    }
  }

  private drop(key: string): void {
    this.characters -= sizeOf(this.known.get(key));
    this.known.delete(key);
  }
}

const sizeOf = (text: WholeText | undefined): number => (text?.state === 'ready' ? text.text.length : 0);
