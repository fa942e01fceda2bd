import {
  clientEvents,
  serverEvents,
  type Me,
  type ServerEventName,
  type ServerEvents,
  type SessionTransport,
} from '@parley/contracts';
import { Acts } from './acts/acts';
import { Connector } from './connection/connector';
import { Status } from './connection/status';
import { ConversationList } from './conversations';
import { Entrance } from './entrance';
import { Events } from './events';
import type { Ground } from './ground';
import { Http } from './http';
import { Looking } from './looking';
import { MemberPages } from './members';
import { Outbox } from './outbox/outbox';
import { OwnStates } from './own-state';
import { asParleyError, isOfSession } from './parley.errors';
import type { ClientParts } from './parts';
import { ClientPresence } from './presence/presence';
import { Reporter } from './receipts/reporter';
import { SavedList } from './saved/saved';
import { ClientSession } from './session/session';
import { SyncEngine } from './sync/engine';
import { History } from './timeline/history';
import { TimelineView } from './timeline/timeline';
import { ClientTyping } from './typing/typing';
import { Roster } from './users';
import { TextLibrary } from './whole-texts';

type Told<E extends ServerEventName> = Parameters<ServerEvents[E]>[0];

/** The parts of a client, and who tells whom what. */
export class Workings {
  readonly account: ClientSession;
  readonly http: Http;
  readonly roster: Roster;
  readonly library: TextLibrary;
  readonly engine: SyncEngine;
  readonly outbox: Outbox;
  readonly reporter: Reporter;
  readonly states: OwnStates;
  readonly looking: Looking;
  readonly keys: ClientTyping;
  readonly presence: ClientPresence;
  readonly members: MemberPages;
  readonly conversations: ConversationList;
  readonly saved: SavedList;
  readonly status = new Status(() => this.connector.wake());
  readonly connector: Connector;
  readonly entrance: Entrance;
  readonly events = new Events();
  private readonly ground: Ground;
  private readonly acts: Acts;
  private readonly history: History;
  private readonly timelines = new Map<string, TimelineView>();

  constructor({ link, exchange, store, clock, random }: ClientParts, transport: SessionTransport) {
    this.account = new ClientSession({ exchange, store, clock, random, transport });
    this.http = new Http(exchange, this.account);
    this.ground = { link, http: this.http, store, clock, random };
    this.roster = new Roster(this.http, clock);
    this.library = new TextLibrary(this.http, clock);
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
    this.keys = new ClientTyping(this.ground);
    this.presence = new ClientPresence(this.ground);
    this.saved = new SavedList(this.http, (id, messageId) => copies.get(id)?.find(messageId));
    this.members = new MemberPages(copies, this.http, (members) => this.roster.meetNames(members));
    this.conversations = new ConversationList(this.engine, this.http, this.states);
    this.connector = this.makeConnector();
    this.entrance = new Entrance(this.account, {
      met: (me) => this.roster.meet([me]),
      enter: (me) => this.enter(me),
      leave: () => this.leave(),
      start: () => this.connector.start(),
    });
    this.wire();
  }

  timeline(conversationId: string): TimelineView {
    const known = this.timelines.get(conversationId);
    if (known) return known;
    const view = new TimelineView(conversationId, this.engine.copies, this.outbox, this.history, this.acts);
    this.timelines.set(conversationId, view);
    if (this.entrance.isEntered) void view.refresh();
    return view;
  }

  /** Whoever writes sees what they wrote. */
  goToLatest(conversationId: string): void {
    this.timelines.get(conversationId)?.goToLatest();
  }

  start(): void {
    this.engine.start();
    this.entrance.start();
  }

  stop(): void {
    this.entrance.stop();
    this.connector.stop();
    this.account.stop();
    this.engine.stop();
  }

  private makeEngine(): SyncEngine {
    return new SyncEngine(this.ground, {
      told: (message) => this.saved.told(message),
      own: (change) => this.saved.own(change),
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
      presence: () => this.presence.begin(),
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
    this.account.onToken((token) => void this.renewLink(token));
    this.conversations.subscribe(() => this.roster.metIn(this.conversations.list()));
  }

  private live(): void {
    this.outbox.resume();
    this.reporter.resume();
    this.states.resume();
    this.looking.resume();
    this.presence.resume();
    this.saved.resume();
    for (const view of this.timelines.values()) void view.refresh();
  }

  private closed(): void {
    this.outbox.pause();
    this.reporter.pause();
    this.states.pause();
    this.keys.forget();
    this.presence.pause();
    this.looking.pause();
    this.history.pause();
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
    [serverEvents.userOnline]: (person) => this.presence.heard(person),
    [serverEvents.userOffline]: (person) => this.presence.heard(person),
    [serverEvents.userTyping]: (look) => this.keys.hearing.started(look),
    [serverEvents.userStoppedTyping]: (look) => this.keys.hearing.stopped(look),
    [serverEvents.messageReceived]: (message) => {
      const { conversationId, senderId } = message;
      this.keys.hearing.stopped({ conversationId, userId: senderId });
      if (this.looking.bringsTexts(conversationId)) this.library.expect(message);
    },
    [serverEvents.messageText]: (text) => this.library.take(text),
  };

  private touched(conversationId: string): void {
    this.engine.copies.announce(conversationId);
    this.showStatus();
  }

  private showStatus(): void {
    this.status.show({ state: this.connector.state, pending: this.outbox.pending });
  }

  private async enter(me: Me): Promise<void> {
    await this.engine.enter(me);
    await this.outbox.enter(me.id);
    for (const view of this.timelines.values()) void view.refresh();
  }

  private async leave(): Promise<void> {
    this.connector.stop();
    this.timelines.clear();
    this.outbox.leave();
    this.acts.forget();
    this.roster.forget();
    this.library.forget();
    this.saved.forget();
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
