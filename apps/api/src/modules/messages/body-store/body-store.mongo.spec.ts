import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net';
import { bodyStoreContract } from './body-store.contract';
import { MongoBodyStore, mongoHost } from './body-store.mongo';

/** Between us and a MongoDB, so that it can be away without being stopped. */
class Wire {
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async to(url: URL, port = 0): Promise<Wire> {
    const server = createServer();
    const wire = new Wire(server);
    server.on('connection', (near) => {
      const far = connect(Number(url.port || 27_017), url.hostname);
      for (const socket of [near, far]) {
        wire.sockets.add(socket);
        socket.on('error', () => undefined).on('close', () => (near.destroy(), far.destroy()));
      }
      near.pipe(far).pipe(near);
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return wire;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async cut(): Promise<void> {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }
}

const service = process.env['PARLEY_CONTRACT_MONGO'];
const place = (port: number): string => {
  const url = new URL(service ?? '');
  url.host = `127.0.0.1:${port}`;
  url.pathname = `/parley_test_${randomBytes(6).toString('hex')}`;
  return url.href;
};

// Where a MongoDB answers; `npm test` says when none does, and CI counts that as a failure.
if (service) {
  describe('BodyStore in MongoDB', () => {
    bodyStoreContract(async () => {
      const wire = await Wire.to(new URL(service));
      const store = new MongoBodyStore(place(wire.port), () => undefined);
      return { store, breakDown: () => wire.cut(), close: () => store.close() };
    });

    it('that was away at the start, and later for a while, is used as soon as it is there', async () => {
      const first = await Wire.to(new URL(service));
      const { port } = first;
      await first.cut();
      const lines: string[] = [];
      const store = new MongoBodyStore(place(port), (line) => lines.push(line));
      await store.open();
      await expect(store.put('a', 'text')).rejects.toMatchObject({ code: 'body_store.unavailable' });
      const second = await Wire.to(new URL(service), port);
      await eventually(() => store.put('a', 'text'));
      await second.cut();
      await expect(store.get(['a'])).rejects.toMatchObject({ code: 'body_store.unavailable' });
      const third = await Wire.to(new URL(service), port);
      await eventually(() => store.get(['a']));
      expect(await store.get(['a'])).toEqual(new Map([['a', 'text']]));
      expect(lines.map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual([
        ...['cannot be reached;', 'is there again', 'cannot be reached;', 'is there again'],
      ]);
      await store.close();
      await third.cut();
    });
  });
}

async function eventually<T>(work: () => Promise<T>): Promise<T> {
  for (const until = Date.now() + 30_000; ;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

describe('the address of a MongoDB, as the log has it', () => {
  it.each([
    ['mongodb://mongo.example:27017/parley', 'mongo.example:27017'],
    ['mongodb://user:se%40cret@a.example:1,b.example:2/parley?replicaSet=r', 'a.example:1,b.example:2'],
    ['mongodb+srv://user:secret@cluster.example/parley', 'cluster.example'],
    ['mongodb://user:secret@cluster.example?tls=true', 'cluster.example'],
  ])('%s', (url, host) => expect(mongoHost(url)).toBe(host));
});
