import type { Message, ServerEventName } from '@parley/contracts';
import { partsOf, type ClientParts } from './parts';
import { forwardOf, quoteOf } from './quote';
import type * as surface from './surface';
import { Workings } from './workings';

/** A whole Parley client without a face: what web, bots and load generators stand on. */
export class ParleyClient {
  readonly session: surface.Session;
  readonly connection: surface.Connection;
  readonly conversations: surface.Conversations;
  readonly members: surface.Members;
  readonly saved: surface.Saved;
  readonly users: surface.Users;
  readonly typing: surface.Typing;
  readonly presence: surface.Presence;
  readonly http: surface.Requests;
  readonly texts: surface.WholeTexts;
  private readonly inside: Workings;

  constructor(options: surface.ClientOptions, parts: Partial<ClientParts> = {}) {
    this.inside = new Workings(partsOf(options, parts), options.session);
    this.session = this.inside.account;
    this.connection = this.inside.status;
    this.users = this.inside.roster;
    this.typing = this.inside.keys;
    this.presence = this.inside.presence;
    this.texts = this.inside.library;
    ({ conversations: this.conversations, members: this.members, saved: this.saved, http: this.http } = this.inside);
  }

  /** Connects whenever somebody is signed in, and stays connected. */
  start(): void {
    this.inside.start();
  }

  /** Disconnects and stops every timer; `start` begins again. */
  stop(): void {
    this.inside.stop();
  }

  timeline(conversationId: string): surface.Timeline {
    return this.inside.timeline(conversationId);
  }

  /** Shows the message at once and sends it when it can; returns its `clientId`. */
  send(conversationId: string, text: string, answered: Message | null = null): string {
    this.inside.goToLatest(conversationId);
    return this.inside.outbox.send(conversationId, { text, ...(answered && { quote: quoteOf(answered) }) });
  }

  /** Passes a message on into another conversation, as `send` does; who reads it there sees who wrote it. */
  forward(message: Message, conversationId: string): string {
    return this.inside.outbox.send(conversationId, forwardOf(message));
  }

  /** Sends a failed message again, as the last of its conversation. */
  retry(clientId: string): void {
    this.inside.outbox.retry(clientId);
  }

  /** Forgets a message that is failed, or that is not yet on its way. */
  discard(clientId: string): void {
    this.inside.outbox.discard(clientId);
  }

  /** Coalesced; only ever grows. */
  markRead(conversationId: string, seq: number): void {
    this.inside.reporter.markRead(conversationId, seq);
    this.inside.states.unmark(conversationId);
  }

  /** I have this conversation on screen, until the returned function is called; the others who do hear it. */
  look(conversationId: string): () => void {
    return this.inside.looking.begin(conversationId);
  }

  /** The server's events as they come; what was missed while offline is not among them. */
  on<E extends ServerEventName>(event: E, fn: surface.EventListener<E>): () => void {
    return this.inside.events.on(event, fn);
  }
}
