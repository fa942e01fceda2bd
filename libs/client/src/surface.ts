import type {
  Ban,
  ChangeConversationRequest,
  ChangeSettingsRequest,
  ChangeProfileRequest,
  Conversation,
  CreateGroupRequest,
  DeletedConversation,
  ErrorBody,
  ErrorCode,
  LoginRequest,
  Me,
  Member,
  Message,
  Page,
  PersonPresence,
  PresenceRequest,
  OtpVerifyRequest,
  RegisterRequest,
  Role,
  RoomSummary,
  SecondFactorRequest,
  ServerEventName,
  ServerEvents,
  SessionTransport,
  SignInChallenge,
} from '@parley/contracts';
import type { Clock, Random } from './clock.port';
import type { Source } from './source';
import type { ClientStore } from './store/store.port';
import type { DeliveryState } from './surface/timeline';

export type * from './surface/saved';
export type * from './surface/timeline';

export interface ClientOptions {
  /** Where the server answers: `https://chat.example.org`; '' in a browser means the page's own origin. */
  baseUrl: string;
  /** `cookie` in browsers, `token` for bots and apps. */
  session: SessionTransport;
  /** Where outbox, copies and progress survive a reload; in memory unless given. */
  store?: ClientStore;
  /** Socket.IO transports; WebSocket alone unless given. */
  transports?: ('websocket' | 'polling')[];
  /** Whole texts of what is sent while it is on screen are brought, unless only those shall come that are asked for. */
  texts?: 'brought' | 'asked-for';
  clock?: Clock;
  now?: () => number;
  random?: Random;
}

export interface SessionSnapshot {
  /** `unknown` until `resume()` or a sign-in has been answered. */
  readonly state: 'unknown' | 'signed-out' | 'signed-in';
  readonly me: Me | null;
  /** Why the server ended the session that was open here; null after `logout` and where none was open. */
  readonly ended: ErrorCode | null;
}

export interface Session extends Source<SessionSnapshot>, SessionSnapshot {
  register(request: Omit<RegisterRequest, 'session'>): Promise<Me>;
  /** With a second factor due it answers a challenge (`'challenge' in answer`), and `secondFactor` signs in. */
  login(request: Omit<LoginRequest, 'session'>): Promise<Me | SignInChallenge>;
  secondFactor(request: Omit<SecondFactorRequest, 'session'>): Promise<Me>;
  /** Mails a code of six digits, whether or not there is an account. */
  requestCode(email: string): Promise<void>;
  /** Signs in with the mailed code, or registers its address; may answer a challenge as `login` does. */
  signInWithCode(request: Omit<OtpVerifyRequest, 'session'>): Promise<Me | SignInChallenge>;
  /** Changes my own profile; `me` follows this device's changes and those made elsewhere. */
  changeProfile(change: ChangeProfileRequest): Promise<Me>;
  /** Ends the session on the server. With cookies it throws when the server is out of reach: only it can end one. */
  logout(): Promise<void>;
  /** At page load: signs in again by the refresh cookie or the stored token. Settles once the answer is known. */
  resume(): Promise<SessionSnapshot>;
}

export type ConnectionState = 'offline' | 'connecting' | 'catching-up' | 'live';

export interface ConnectionSnapshot {
  readonly state: ConnectionState;
  /** Messages in the outbox that still wait. */
  readonly pending: number;
}

export interface Connection extends Source<ConnectionSnapshot>, ConnectionSnapshot {
  /** Try now rather than after the back-off: the network is back, the tab is visible again. */
  wake(): void;
}

/** The list is its own snapshot: `useSyncExternalStore(c.subscribe, c.list)`. */
export interface Conversations {
  readonly subscribe: (fn: () => void) => () => void;
  /**
   * Pinned ones first, then the newest activity; archived ones too. `lastSender` is null where only a live message told
   * of them: `users` knows the name.
   */
  readonly list: () => readonly Conversation[];
  readonly get: (id: string) => Conversation | undefined;
  /**
   * How far the newest message has come, when I wrote it in a direct conversation. `null` where it is not known: the
   * others' pointers come with the timeline and with their receipts, not with the list.
   */
  readonly lastState: (id: string) => DeliveryState | null;
  /** True once the first page, or a kept copy, is there. */
  readonly loaded: boolean;
  readonly hasMore: boolean;
  loadMore(): Promise<void>;
  openDirect(userId: string): Promise<Conversation>;
  /** A retry after a failure makes a second one unless it bears the same `clientId`. */
  create(request: CreateGroupRequest): Promise<Conversation>;
  change(id: string, fields: ChangeConversationRequest): Promise<Conversation>;
  /** Into a public room. */
  join(id: string): Promise<Conversation>;
  leave(id: string): Promise<void>;
  /** For everybody; `restore` takes it back for some days. */
  delete(id: string): Promise<void>;
  restore(id: string): Promise<Conversation>;
  /** What I deleted and may still restore. */
  deleted(cursor?: string): Promise<Page<DeletedConversation>>;
  /** Public rooms, mine or not. */
  rooms(search: string, cursor?: string): Promise<Page<RoomSummary>>;
  /** How I have it: muted, pinned, archived, marked unread, what I am notified of. */
  set(id: string, settings: ChangeSettingsRequest): Promise<void>;
  /** Shown at once as `draft`, and after a pause on my other devices. '' when it is sent or thrown away. */
  draft(id: string, text: string): void;
}

/** People of one conversation. Pages are asked for; `version` grows when members changed, so that one asks again. */
export interface Members {
  readonly subscribe: (conversationId: string, fn: () => void) => () => void;
  readonly version: (conversationId: string) => number;
  /** Owners and admins first, then by name. */
  list(conversationId: string, query?: { search?: string; cursor?: string }): Promise<Page<Member>>;
  add(conversationId: string, userIds: string[]): Promise<Member[]>;
  remove(conversationId: string, userId: string): Promise<void>;
  setRole(conversationId: string, userId: string, role: Role): Promise<Member>;
  /** Makes somebody an owner and myself an admin, in this order: it is never without one. */
  handOver(conversationId: string, userId: string): Promise<void>;
  banned(conversationId: string, cursor?: string): Promise<Page<Ban>>;
  /** Removes them too. */
  ban(conversationId: string, userId: string): Promise<void>;
  unban(conversationId: string, userId: string): Promise<void>;
}

/** A person as far as this device has met them: a member list tells a name, a search the rest. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly username: string | null;
  readonly avatarUrl: string | null;
}

export interface Users {
  readonly subscribe: (fn: () => void) => () => void;
  /** Asking for somebody this device has not met has them looked up soon; `subscribe` tells when they are known. */
  readonly get: (id: string) => Person | undefined;
  /** Everybody met so far; the same map until somebody new was met, or somebody changed. */
  readonly known: () => ReadonlyMap<string, Person>;
  search(text: string): Promise<Person[]>;
}

/** Who else is typing, in conversations this device looks at. */
export interface Typing {
  readonly subscribe: (conversationId: string, fn: () => void) => () => void;
  /** Ids; who began first stands first. The same array until somebody begins or stops. */
  readonly who: (conversationId: string) => readonly string[];
  /** A key was pressed here: told at most once in three seconds. */
  press(conversationId: string): void;
  /** It was sent, emptied or left. */
  stop(conversationId: string): void;
}

/** How people are. Known only of those who are watched, and only while there is a connection. */
export interface Presence {
  readonly subscribe: (userId: string, fn: () => void) => () => void;
  /** Null while it is not known; the same object until it changes. */
  readonly of: (userId: string) => PersonPresence | null;
  /** They are on screen, until the returned function is called. Of more than 200 the last ones are watched. */
  watch(userId: string): () => void;
  /** Whether anybody is in front of this device: whoever embeds the client knows, it does not. */
  set(state: PresenceRequest['state']): void;
}

export type WholeText = { state: 'loading' } | { state: 'ready'; text: string } | { state: 'error'; error: ErrorBody };

/** Of messages that are `large`, which the timeline shows by their beginning. */
export interface WholeTexts {
  readonly subscribe: (fn: () => void) => () => void;
  /** Undefined until it is asked for, after an edit too, and when it had to make room. */
  readonly get: (message: Message) => WholeText | undefined;
  /** Again after an error. Several that are asked for together come together. */
  load(message: Message): void;
}

export interface Requests {
  /** `path` begins with `/api/`. Throws `ParleyError`. Renews an expired access token by itself, once. */
  request<T>(method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<T>;
}

export type EventListener<E extends ServerEventName> = (payload: Parameters<ServerEvents[E]>[0]) => void;
