import { type ClientStore, MemoryStore, ParleyClient, type Timeline } from '@parley/client';
import type { Message } from '@parley/contracts';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Happening, HistoryCase } from '../../../libs/client/test/happenings';
import { eventually } from './eventually';
import { type Proxy, openProxy } from './proxy';

const password = 'correct horse battery';
/** The weather of a history is the model's; here the network is cut, and what people wait is a little of what they do there. */
const haste = 20;

export interface Device {
  store: ClientStore;
  way: Proxy;
  client: ParleyClient;
}

/** Three people with four devices at a real server, each behind a way of its own that can be cut. */
export class LiveWorld {
  readonly devices: Device[] = [];
  readonly sent: { clientId: string; conversationId: string }[] = [];
  private rooms: string[] = [];
  private doings: Promise<unknown>[] = [];

  constructor(private readonly url: string) {}

  async open(): Promise<void> {
    for (const name of ['ada', 'bea', 'cyn']) {
      const device = await this.add();
      await device.client.session.register({ email: `${name}@example.org`, username: name, password, name });
      device.client.start();
    }
    const second = await this.add();
    await second.client.session.login({ login: 'ada', password });
    second.client.start();
  }

  async close(): Promise<void> {
    for (const { client, way } of this.devices) {
      client.stop();
      await way.close();
    }
  }

  /** Lets a history happen in rooms of its own, and comes to rest: nothing is on its way, and everybody is there. */
  async live({ happenings }: Pick<HistoryCase, 'happenings'>): Promise<void> {
    await this.furnish();
    for (const happening of happenings) {
      await this.happen(happening);
      await sleep(happening.waitMs / haste);
    }
    await this.rest();
  }

  async rest(): Promise<void> {
    for (const { way } of this.devices) way.mend();
    await Promise.all(this.doings.splice(0));
    await eventually(async () => {
      for (const { client } of this.devices) client.connection.wake();
      const standing = this.devices.map(({ client: { connection } }) => [connection.state, connection.pending]);
      expect(standing).toEqual(this.devices.map(() => ['live', 0]));
      await sleep(50);
    }, 60_000);
  }

  private async add(): Promise<Device> {
    const way = await openProxy(this.url);
    const store = new MemoryStore();
    const device = { store, way, client: this.client(way, store) };
    this.devices.push(device);
    return device;
  }

  private client({ url }: Proxy, store: ClientStore): ParleyClient {
    return new ParleyClient({ baseUrl: url.replace(/\/$/, ''), session: 'token', store });
  }

  /** As in the model: two rooms with all their history, and one where people see what was said since they came. */
  private async furnish(): Promise<void> {
    const [ada = '', , cyn = ''] = this.devices.map(({ client }) => client.session.me?.id);
    const made = [
      { name: 'room-0', history: 'all' as const, memberIds: [ada, cyn] },
      { name: 'room-1', history: 'all' as const, memberIds: [ada] },
      { name: 'room-2', history: 'joined' as const, memberIds: [cyn] },
    ];
    this.rooms = [];
    for (const room of made) this.rooms.push((await this.owner().conversations.create({ kind: 'group', ...room })).id);
    for (let n = 0; n < 60; n += 1) this.say(this.owner(), this.rooms[n % 3] ?? '', `old ${n}`);
    await this.rest();
  }

  private owner(): ParleyClient {
    const [, device] = this.devices;
    if (!device) throw new Error('Nobody is here yet.');
    return device.client;
  }

  private async happen({ what, pick, room: at }: Happening): Promise<void> {
    const device = this.devices[pick % this.devices.length];
    const room = this.rooms[at];
    if (!device || !room) return;
    const { client } = device;
    const timeline = client.timeline(room);
    const message = this.shown(timeline, pick);
    const act = (doing: (id: string) => Promise<unknown>) => void (message && this.let(doing(message.id)));
    const person = this.devices[pick % 3]?.client.session.me?.id ?? '';
    const edit = () => act((id) => timeline.edit(id, pick % 4 === 0 ? `for @ada ${pick}` : `rewritten ${pick}`));
    const page = () => void (timeline.hasBefore && this.let(timeline.loadBefore()));
    const text = pick % 7 === 0 ? `hey @${pick % 3 === 0 ? 'all' : 'ada'} ${pick}` : `text ${pick}`;
    const doings: Record<Happening['what'], () => void | Promise<void>> = {
      send: () => this.say(client, room, text),
      edit,
      'edit-unsaid': edit,
      delete: () => act((id) => timeline.remove(id, 'everyone')),
      repeat: () => this.repeat(client, pick),
      reply: () => this.say(client, room, `answer ${pick}`, message),
      'act-edit': edit,
      'act-delete': () => act((id) => timeline.remove(id, 'everyone')),
      'act-hide': () => act((id) => timeline.remove(id, 'me')),
      'act-react': () => act((id) => timeline.react(id, pick % 3 === 0 ? '👍' : '🎉', pick % 5 !== 0)),
      'act-pin': () => act((id) => timeline.pin(id, pick % 3 !== 0)),
      save: () => act((id) => client.saved.save(id)),
      unsave: () => act((id) => client.saved.remove(id)),
      'go-unread': () => this.let(goToUnread(timeline)),
      read: () => client.markRead(room, pick % 2 === 0 ? Number.MAX_SAFE_INTEGER : (message?.seq ?? 0)),
      open: () => undefined,
      page,
      go: () => this.let(timeline.goTo(1 + (pick % 30))),
      newer: () => this.let(timeline.loadAfter()),
      latest: () => timeline.goToLatest(),
      cut: () => this.cut(device, pick),
      'cut-all': () => this.devices.forEach((one) => this.cut(one, pick)),
      reload: () => this.reload(device),
      join: () => this.let(this.owner().members.add(room, [person])),
      leave: () => this.let(this.part(room, person, pick)),
      // A restored server is the model's alone.
      restore: () => this.cut(device, pick),
      rename: () => this.let(this.owner().conversations.change(room, { name: `name ${pick}` })),
      pin: () => this.let(client.conversations.set(room, { pinned: pick % 2 === 0 })),
      draft: () => client.conversations.draft(room, `half ${pick}`),
      direct: () => this.let(client.conversations.openDirect(person)),
    };
    await doings[what]();
  }

  private say(client: ParleyClient, conversationId: string, text: string, answered: Message | null = null): void {
    this.sent.push({ clientId: client.send(conversationId, text, answered), conversationId });
  }

  /** The same once more by the other door, as after an answer that was lost. */
  private repeat({ http }: ParleyClient, pick: number): void {
    const { clientId, conversationId } = this.sent.at(-1 - (pick % 4)) ?? {
      clientId: randomUUID(),
      conversationId: '',
    };
    const body = { clientId, text: 'once more' };
    this.let(http.request('POST', `/api/chat/${conversationId}/messages`, body));
  }

  /** By themselves or by the owner, who stays. */
  private async part(room: string, person: string, pick: number): Promise<void> {
    const one = this.devices[pick % 3]?.client;
    if (!one || one === this.owner()) return;
    await (pick % 2 === 0 ? one.conversations.leave(room) : this.owner().members.remove(room, person));
  }

  private cut({ way }: Device, pick: number): void {
    way.cut();
    this.let(sleep(pick % 300).then(() => way.mend()));
  }

  /** The tab is closed and opened again: only the store survives. */
  private async reload(device: Device): Promise<void> {
    device.client.stop();
    device.client = this.client(device.way, device.store);
    device.client.start();
    await device.client.session.resume().catch(ignore);
  }

  /** What this device shows, which may be long gone or not its own: then the act is refused and taken back. */
  private shown(timeline: Timeline, pick: number): Message | null {
    const sent = timeline.items().filter(({ message }) => message.seq > 0);
    return sent[sent.length - 1 - (pick % Math.min(8, sent.length))]?.message ?? null;
  }

  private let(work: Promise<unknown>): void {
    this.doings.push(work.catch(ignore));
  }
}

async function goToUnread(timeline: Timeline): Promise<void> {
  const seq = await timeline.locate({ unread: 'first' });
  if (seq !== null) await timeline.goTo(seq);
}

function ignore(): void {
  // Refused, or out of reach; the history goes on.
}
