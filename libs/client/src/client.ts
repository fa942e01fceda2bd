import {
  clientEvents,
  serverEvents,
  type Me,
  type Message,
  type ServerEventName,
  type ServerEvents,
} from '@parley/contracts';
import { Acts } from './acts/acts';
import { Connector } from './connection/connector';
import { Status } from './connection/status';
import { ConversationList } from './conversations';
import { Events } from './events';
import type { Ground } from './ground';
import { Http } from './http';
import { Looking } from './looking';
import { MemberPages } from './members';
import { Outbox } from './outbox/outbox';
import { OwnStates } from './own-state';
import { asParleyError, isOfSession } from './parley.errors';
import { partsOf, type ClientParts } from './parts';
import { Reporter } from './receipts/reporter';
import { forwardOf, quoteOf } from './quote';
import { ClientSession } from './session/session';
import type * as surface from './surface';
import { SyncEngine } from './sync/engine';
import { History } from './timeline/history';
import { TimelineView } from './timeline/timeline';
import { ClientTyping } from './typing/typing';
import { Roster } from './users';
import { TextLibrary } from './whole-texts';

type Told<E extends ServerEventName> = Parameters<ServerEvents[E]>[0];

/** A whole Parley client without a face: what web, bots and load generators stand on. */
export class ParleyClient {
  readonly session: surface.Session;
  readonly connection: surface.Connection;
  readonly conversations: surface.Conversations;
  readonly members: surface.Members;
  readonly users: surface.Users;
  readonly typing: surface.Typing;
  readonly http: surface.Requests;
  readonly texts: surface.WholeTexts;
  private readonly library: TextLibrary;
  private readonly account: ClientSession;
  private readonly status: Status;
  private readonly roster: Roster;
  private readonly ground: Ground;
  private readonly connector: Connector;
  private readonly engine: SyncEngine;
  private readonly outbox: Outbox;
  private readonly reporter: Reporter;
  private readonly history: History;
  private readonly states: OwnStates;
  private readonly looking: Looking;
  private readonly keys: ClientTyping;
  private readonly acts: Acts;
  private readonly events = new Events();
  private readonly timelines = new Map<string, TimelineView>();
  private started = false;
  private entered: string | null = null;
  /** Entering and leaving touch the store; one after the other. */
  private turn: Promise<void> = Promise.resolve();

  constructor(options: surface.ClientOptions, parts: Partial<ClientParts> = {}) {
    const { link, exchange, store, clock, random } = partsOf(options, parts);
    this.session = this.account = new ClientSession({ exchange, store, clock, random, transport: options.session });
    this.http = new Http(exchange, this.account);
    this.ground = { link, http: this.http, store, clock, random };
    this.users = this.roster = new Roster(this.http, clock);
    this.texts = this.library = new TextLibrary(this.http, clock);
    this.engine = this.makeEngine();
    const { copies, changes, arrivals } = this.engine;
    this.outbox = new Outbox(this.ground, {
      sent: (message) => this.engine.sent(message),
      touched: (id) => this.touched(id),
    });
    this.reporter = new Reporter(this.ground, copies, (copy) => arrivals.look(copy));
    this.acts = new Acts(this.ground, copies, (message) => this.engine.sent(message), arrivals);
    this.history = new History(this.ground, copies, changes, arrivals);
    this.states = new OwnStates(this.ground, copies);
    this.looking = new Looking(this.ground);
    this.typing = this.keys = new ClientTyping(this.ground);
    this.members = new MemberPages(copies, this.http, (members) => this.roster.meetNames(members));
    this.conversations = new ConversationList(this.engine, this.http, this.states);
    this.connection = this.status = new Status(() => this.connector.wake());
    this.connector = this.makeConnector();
    this.wire();
  }

  /** Connects whenever somebody is signed in, and stays connected. */
  start(): void {
    this.started = true;
    if (this.entered !== null) this.connector.start();
  }

  /** Disconnects and stops every timer; `start` begins again. */
  stop(): void {
    this.started = false;
    this.connector.stop();
    this.account.stop();
    this.engine.stop();
  }

  timeline(conversationId: string): surface.Timeline {
    const known = this.timelines.get(conversationId);
    if (known) return known;
    const view = new TimelineView(conversationId, this.engine.copies, this.outbox, this.history, this.acts);
    this.timelines.set(conversationId, view);
    if (this.entered !== null) void view.refresh();
    return view;
  }

  /** Shows the message at once and sends it when it can; returns its `clientId`. */
  send(conversationId: string, text: string, answered: Message | null = null): string {
    this.timelines.get(conversationId)?.goToLatest();
    return this.outbox.send(conversationId, { text, ...(answered && { quote: quoteOf(answered) }) });
  }

  /** Passes a message on into another conversation, as `send` does; who reads it there sees who wrote it. */
  forward(message: Message, conversationId: string): string {
    return this.outbox.send(conversationId, forwardOf(message));
  }

  /** Sends a failed message again, as the last of its conversation. */
  retry(clientId: string): void {
    this.outbox.retry(clientId);
  }

  /** Forgets a message that is failed, or that is not yet on its way. */
  discard(clientId: string): void {
    this.outbox.discard(clientId);
  }

  /** Coalesced; only ever grows. */
  markRead(conversationId: string, seq: number): void {
    this.reporter.markRead(conversationId, seq);
    this.states.unmark(conversationId);
  }

  /** I have this conversation on screen, until the returned function is called; the others who do hear it. */
  look(conversationId: string): () => void {
    return this.looking.begin(conversationId);
  }

  /** The server's events as they come; what was missed while offline is not among them. */
  on<E extends ServerEventName>(event: E, fn: surface.EventListener<E>): () => void {
    return this.events.on(event, fn);
  }

  private makeEngine(): SyncEngine {
    return new SyncEngine(this.ground, {
      settled: (clientId) => this.outbox.settle(clientId),
      met: (members) => this.roster.meetNames(members),
      arrived: (copy) => this.reporter.look(copy),
      faulty: () => this.connector.redial(),
      profile: (me) => void this.account.hear(me),
    });
  }

  private makeConnector(): Connector {
    return new Connector(this.ground, this.account, {
      changed: () => this.showStatus(),
      opened: () => this.engine.opened(),
      live: () => this.live(),
      closed: () => this.closed(),
    });
  }

  private wire(): void {
    this.ground.link.listen({
      opened: () => this.connector.linkOpened(),
      closed: (refusal) => this.connector.linkClosed(refusal),
      event: (event, payload) => this.heard(event, payload),
    });
    this.account.subscribe(() => this.identify());
    this.account.onToken((token) => void this.renewLink(token));
    this.conversations.subscribe(() => this.roster.metIn(this.conversations.list()));
  }

  private live(): void {
    this.outbox.resume();
    this.reporter.resume();
    this.states.resume();
    this.looking.resume();
    for (const view of this.timelines.values()) void view.refresh();
  }

  private closed(): void {
    this.outbox.pause();
    this.reporter.pause();
    this.states.pause();
    this.keys.forget();
    this.engine.closed();
  }

  private heard<E extends ServerEventName>(event: E, payload: Told<E>): void {
    this.engine.event(event, payload);
    this.notices[event]?.(payload);
    this.events.emit(event, payload);
  }

  private readonly notices: { [E in ServerEventName]?: (payload: Told<E>) => void } = {
    [serverEvents.serverDraining]: ({ retryInMs }) => this.connector.draining(retryInMs),
    [serverEvents.sessionRevoked]: ({ reason }) => {
      const settled = reason === 'revoked' ? this.account.revoked() : this.account.renew();
      settled.catch(() => undefined);
    },
    [serverEvents.userTyping]: (look) => this.keys.hearing.started(look),
    [serverEvents.userStoppedTyping]: (look) => this.keys.hearing.stopped(look),
    [serverEvents.messageReceived]: ({ conversationId, senderId }) =>
      this.keys.hearing.stopped({ conversationId, userId: senderId }),
  };

  private touched(conversationId: string): void {
    this.engine.copies.announce(conversationId);
    this.showStatus();
  }

  private showStatus(): void {
    this.status.show({ state: this.connector.state, pending: this.outbox.pending });
  }

  /** Somebody else is signed in here, or nobody any more. */
  private identify(): void {
    this.turn = this.turn.then(async () => {
      const { me } = this.account;
      if (me) this.roster.meet([me]);
      if (this.entered === (me?.id ?? null)) return;
      if (this.entered !== null) await this.leave();
      if (me) await this.enter(me);
    });
  }

  private async enter(me: Me): Promise<void> {
    await this.engine.enter(me);
    await this.outbox.enter(me.id);
    this.entered = me.id;
    for (const view of this.timelines.values()) void view.refresh();
    if (this.started) this.connector.start();
  }

  private async leave(): Promise<void> {
    this.entered = null;
    this.connector.stop();
    this.timelines.clear();
    this.outbox.leave();
    this.acts.forget();
    this.roster.forget();
    this.library.forget();
    await this.engine.leave();
  }

  /** A live socket outlives its first token only if it is shown the next one. */
  private async renewLink(token: string): Promise<void> {
    if (!this.ground.link.isOpen) return;
    try {
      await this.ground.link.ask(clientEvents.sessionRenew, { token });
    } catch (cause) {
      if (isOfSession(asParleyError(cause).code)) this.connector.redial();
    }
  }
}
