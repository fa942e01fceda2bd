import type { Message } from '@parley/contracts';
import type { ParleyClient } from '../src/client';
import type { ClientStore } from '../src/store/store.port';
import type { Exchange } from '../src/transport';
import { KeptStore } from './kept-store';
import { modelExchange } from './model-http';
import { calm, ModelLink, type Network, type Weather } from './model-network';
import type { ModelRoom } from './model-room';
import { ModelServer } from './model-server';
import { seeded } from './seeded';
import { VirtualClock } from './virtual-clock';

export type ClientClass = typeof ParleyClient;

interface Device {
  userId: string;
  store: ClientStore;
  link: ModelLink;
  client: ParleyClient;
}

/** Long enough for every patience, back-off, time-out and sweep to have had its turn. */
const calmMs = 8 * 60_000;

/** A model server, its people, and real clients in between. */
export class World {
  readonly server = new ModelServer();
  readonly clock = new VirtualClock();
  readonly devices: Device[] = [];
  readonly sent: { userId: string; clientId: string; conversationId: string; epoch: number }[] = [];
  /** Stretches that were not what the server holds. */
  readonly torn: string[] = [];
  /** Waited for by each answer over HTTP before it arrives. */
  beforeAnswer: (path: string) => Promise<void> = async () => undefined;
  private readonly network: Network;

  constructor(
    private readonly make: ClientClass,
    seed: number,
  ) {
    this.network = { server: this.server, clock: this.clock, random: seeded(seed), weather: calm };
  }

  turn(weather: Weather): void {
    this.network.weather = weather;
  }

  async join(userId: string): Promise<Device> {
    const device = this.assemble(userId, new KeptStore());
    this.devices.push(device);
    const login = device.client.session.login({ login: userId, password: 'open sesame' });
    await this.clock.pass(1_000);
    await login;
    return device;
  }

  /** The tab is closed and opened again: only the store survives. */
  async reload(at: number): Promise<void> {
    const old = this.devices[at % this.devices.length];
    if (!old) return;
    old.client.stop();
    old.link.close();
    await this.clock.pass(0);
    const device = this.assemble(old.userId, old.store);
    this.devices[this.devices.indexOf(old)] = device;
    void device.client.session.resume();
    await this.clock.pass(10);
  }

  send(at: number, conversationId: string, text: string, answered: Message | null = null): void {
    const device = this.devices[at % this.devices.length];
    if (!device?.client.session.me) return;
    const clientId = device.client.send(conversationId, text, answered);
    this.sent.push({ userId: device.userId, clientId, conversationId, epoch: this.server.epoch });
  }

  /** The sky clears, and everybody has time to come to rest. */
  async settle(): Promise<void> {
    this.network.weather = calm;
    await this.clock.pass(calmMs);
    for (const device of this.devices) this.lookAt(device);
    await this.loadEverything();
  }

  stop(): void {
    for (const { client } of this.devices) client.stop();
  }

  /** What is shown apart from the newest end has to be whole between its ends, too. */
  private lookAt({ client, userId }: Device): void {
    for (const room of this.server.roomsOf(userId)) {
      const timeline = client.timeline(room.id);
      const asSeen = essenceFor(room, userId);
      const items = timeline.items().map(({ message }) => asSeen(message));
      const [first, last] = [items[0]?.seq ?? 0, items.at(-1)?.seq ?? 0];
      const wanted = room.visible(userId).filter(({ seq }) => seq >= first && seq <= last);
      const isWhole = JSON.stringify(items) === JSON.stringify(wanted.map(asSeen));
      const { hasAfter } = timeline.snapshot();
      if (hasAfter && !isWhole) this.torn.push(`${room.id} of ${userId} is torn from ${first} to ${last}`);
    }
  }

  private async loadEverything(): Promise<void> {
    for (const { client } of this.devices) {
      await this.during(client.saved.open());
      while (client.conversations.hasMore) await this.during(client.conversations.loadMore());
      for (const { id } of client.conversations.list()) {
        const timeline = client.timeline(id);
        await this.clock.pass(1_000);
        for (let page = 0; timeline.snapshot().hasAfter && page < 100; page += 1)
          await this.during(timeline.loadAfter());
        for (let page = 0; timeline.hasBefore && page < 100; page += 1) await this.during(timeline.loadBefore());
      }
    }
    await this.clock.pass(10_000);
  }

  private async during(work: Promise<unknown>): Promise<void> {
    await this.clock.pass(100);
    await work;
  }

  private assemble(userId: string, store: ClientStore): Device {
    const link = new ModelLink(userId, this.network);
    const answer = modelExchange(userId, this.network);
    const exchange: Exchange = async (call) => {
      const answered = await answer(call);
      await this.beforeAnswer(call.path);
      return answered;
    };
    const { clock } = this;
    const { random } = this.network;
    const client = new this.make({ baseUrl: '', session: 'token' }, { link, exchange, store, clock, random });
    client.start();
    return { userId, store, link, client };
  }
}

/** What a row is told apart by. */
export function essence({ seq, rev, clientId, senderId, text, deletedAt, reactions, quote, pinned, preview }: Message) {
  return { seq, rev, clientId, senderId, text, deletedAt, reactions, quote, pinned, preview };
}

/**
 * What somebody has deleted for themselves is in no catch-up of theirs: an answer to it goes on quoting what they heard last,
 * until it is loaded again.
 */
export const essenceFor = (room: ModelRoom, userId: string) => (row: Message) =>
  row.quote && room.isHidden(userId, row.quote.seq) ? { ...essence(row), quote: row.quote.seq } : essence(row);
