import {
  type Ack,
  type AnswerOf,
  type ClientEventName,
  type Conversation,
  type HistoryPage,
  type Me,
  type RequestOf,
  type ServerEventName,
  type ServerEvents,
  type SignedIn,
  clientEvents,
} from '@parley/contracts';
import { randomUUID } from 'node:crypto';
import { type Socket, io } from 'socket.io-client';

type Told<E extends ServerEventName> = Parameters<ServerEvents[E]>[0];

let count = 0;

/** Somebody with an account, and as many open sockets as the test wants. Speaks the wire and nothing else. */
export class Person {
  private readonly sockets: Socket[] = [];

  private constructor(
    readonly url: string,
    readonly user: Me,
    readonly tokens: SignedIn,
    readonly password: string,
  ) {}

  static async join(url: string, name = `person${(count += 1)}`): Promise<Person> {
    const password = 'correct horse battery';
    const body = { email: `${name}@example.org`, username: name, password, session: 'token' };
    const answer = await request(url, 'POST', '/api/auth/register', { body });
    if (answer.status !== 201) throw new Error(`register answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    const tokens = answer.body as SignedIn;
    return new Person(url, tokens.user, tokens, password);
  }

  get id(): string {
    return this.user.id;
  }

  /** As this person; without throwing, so that refusals can be looked at. */
  ask(method: string, path: string, body?: unknown) {
    return request(this.url, method, path, { body, headers: { authorization: `Bearer ${this.tokens.accessToken}` } });
  }

  async get<T>(path: string): Promise<T> {
    const { status, body } = await this.ask('GET', path);
    if (status !== 200) throw new Error(`GET ${path} answered ${status}: ${JSON.stringify(body)}`);
    return body as T;
  }

  async openDirect(other: { id: string }): Promise<Conversation> {
    return (await this.ask('POST', '/api/chat', { kind: 'direct', userId: other.id })).body as Conversation;
  }

  /** `url` of another node than the one they came to. */
  async connect(
    options: { token?: string; url?: string; presence?: 'away'; texts?: unknown } = {},
  ): Promise<PersonSocket> {
    const socket = io(options.url ?? this.url, {
      auth: { token: options.token ?? this.tokens.accessToken, presence: options.presence, texts: options.texts },
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
    });
    this.sockets.push(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    return new PersonSocket(socket);
  }

  leave(): void {
    for (const socket of this.sockets) socket.disconnect();
  }
}

/** One open socket that remembers what it was told. */
export class PersonSocket {
  readonly told: { event: string; data: unknown }[] = [];

  constructor(readonly socket: Socket) {
    socket.onAny((event: string, data: unknown) => this.told.push({ event, data }));
  }

  /** Asks with anything at all; hostile tests need that. */
  emit(event: string, ...payload: unknown[]): Promise<Ack<never>> {
    return this.socket.timeout(20_000).emitWithAck(event, ...payload) as Promise<Ack<never>>;
  }

  async ask<E extends ClientEventName>(event: E, payload: RequestOf<E>): Promise<AnswerOf<E>> {
    const ack = (await this.socket.timeout(20_000).emitWithAck(event, payload)) as Ack<AnswerOf<E>>;
    if (!ack.ok) throw Object.assign(new Error(ack.error.message), ack.error);
    return ack.data;
  }

  send(conversationId: string, text: string, clientId: string = randomUUID()) {
    return this.ask(clientEvents.messageSend, { conversationId, clientId, text });
  }

  heard<E extends ServerEventName>(event: E): Told<E>[] {
    return this.told.filter((one) => one.event === event).map((one) => one.data as Told<E>);
  }

  /** Waits for the n-th of an event. */
  async hears<E extends ServerEventName>(event: E, nth = 1): Promise<Told<E>> {
    const end = Date.now() + 20_000;
    while (Date.now() < end) {
      const found = this.heard(event)[nth - 1];
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    throw new Error(
      `never heard ${event} number ${nth}; heard ${this.told.map((one) => one.event).join(', ') || 'nothing'}`,
    );
  }

  async isClosed(): Promise<boolean> {
    const end = Date.now() + 20_000;
    while (this.socket.connected && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 5));
    return !this.socket.connected;
  }
}

export const history = (person: Person, id: string, query = '') =>
  person.get<HistoryPage>(`/api/chat/${id}/messages${query}`);

export const seqs = ({ items }: HistoryPage): number[] => items.map(({ seq }) => seq);

interface Asked {
  body?: unknown;
  headers?: Record<string, string>;
}

export async function request(url: string, method: string, path: string, { body, headers = {} }: Asked = {}) {
  const answer = await fetch(url + path, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json');
  const said: unknown = isJson ? JSON.parse(text) : text;
  return { status: answer.status, body: said, headers: answer.headers };
}
