import { type Message, clientEvents, serverEvents } from '@parley/contracts';
import fc from 'fast-check';
import { Socket } from 'socket.io';
import { Adapter } from 'socket.io-adapter';
import { io } from 'socket.io-client';
import { Audience } from '../src/realtime/audience';
import { type Connection, connectionOf, freeLine, takenOf } from '../src/realtime/pressure/connection';
import { textFrame } from '../src/realtime/pressure/frame';
import type { ParleyServer, ParleySocket } from '../src/realtime/socket';
import { Crowd } from './crowd';
import { eventually } from './eventually';
import { PersonSocket } from './person';
import { type TestServer, startServer } from './server';

let server: TestServer;
const crowd = new Crowd(() => server.url);
beforeAll(async () => (server = await startServer({ RATE_LIMIT_FACTOR: '1000' })));
afterAll(() => server.close());
afterEach(() => crowd.leave());

const audience = () => server.app.get(Audience, { strict: false });
const serverSide = ({ socket }: PersonSocket): ParleySocket => {
  const { server: all } = audience() as unknown as { server: ParleyServer };
  const found = all.of('/').sockets.get(socket.id ?? '');
  if (!found) throw new Error('Nobody is here by this id.');
  return found;
};

/** What Socket.IO keeps to itself. */
const inside = (socket: object) => socket as { ack(id: number): (answer: unknown) => void };

/** Texts of every length that a frame says in another way, and of every kind of character. */
const anything = fc.oneof(
  fc.jsonValue(),
  fc.record({
    ok: fc.boolean(),
    data: fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.constant(undefined)),
  }),
  fc
    .constantFrom(0, 90, 110, 126, 65_500, 65_536, 70_000)
    .chain((from) => fc.nat(20).map((more) => 'x'.repeat(from + more))),
  fc.string().map((text) => `${text}\ud800`),
);

describe('the bytes of a ready frame are those of Socket.IO', () => {
  /** What would leave, and does not: write by write. */
  async function writesOf(connection: Connection, say: () => void): Promise<Buffer[]> {
    const line = connection.transport.socket?._socket;
    if (!line) throw new Error('It has no line.');
    const chunks: Buffer[] = [];
    const write = jest.spyOn(line, 'write').mockImplementation(((chunk: Buffer, done?: () => void) => {
      chunks.push(Buffer.from(chunk));
      if (done) process.nextTick(done);
      return true;
    }) as never);
    say();
    await new Promise((resolve) => setImmediate(resolve));
    write.mockRestore();
    return chunks;
  }

  /** Nobody else says anything to it, nor does Engine.IO ask whether it is there. */
  async function alone() {
    const socket = serverSide(await (await crowd.join()).connect());
    const connection = connectionOf(socket);
    clearTimeout(connection.pingIntervalTimer);
    return { socket, connection };
  }

  async function compare(connection: Connection, ready: () => void, usual: () => void): Promise<void> {
    const [ours, ...more] = await writesOf(connection, ready);
    const theirs = await writesOf(connection, usual);
    // The premise: two ways. Socket.IO writes the head of a frame by itself.
    expect([ours !== undefined, more.length, theirs.length]).toEqual([true, 0, 2]);
    expect(ours?.equals(Buffer.concat(theirs))).toBe(true);
  }

  it('for an acknowledgement', async () => {
    const { socket, connection } = await alone();
    const property = fc.asyncProperty(fc.nat(), anything, async (id, answer) => {
      const usual = inside(Socket.prototype).ack.call(socket, id);
      await compare(
        connection,
        () => inside(socket).ack(id)(answer),
        () => usual(answer),
      );
    });
    await fc.assert(property, { numRuns: 50 });
  });

  it('for what is told to a room', async () => {
    const { socket, connection } = await alone();
    const property = fc.asyncProperty(anything, async (said) => {
      const broadcast = (by: Adapter) => () =>
        by.broadcast.call(
          socket.nsp.adapter,
          { type: 2, data: ['message:received', said] },
          {
            rooms: new Set<string>([socket.id]),
            except: new Set<string>(),
          },
        );
      await compare(connection, broadcast(socket.nsp.adapter), broadcast(Adapter.prototype));
    });
    await fc.assert(property, { numRuns: 50 });
  });

  it.each([0, 125, 126, 65_535, 65_536])('at %d bytes', (length) => {
    const frame = textFrame('x'.repeat(length));
    const head = { 0: 2, 125: 2, 126: 4, 65_535: 4, 65_536: 10 }[length];
    expect([frame[0], frame.length - length]).toEqual([0x81, head]);
  });
});

describe('what is said to one socket in one turn', () => {
  const numbered = (message: Message, seq: number) => ({
    event: serverEvents.messageReceived,
    data: { ...message, seq, rev: seq },
  });

  it('leaves in one write behind it, in order, with what Engine.IO says in between', async () => {
    const { mira, noor, id } = await crowd.pair();
    const [mouth, ear] = [await mira.connect(), await noor.connect()];
    const first = await mouth.send(id, 'the first');
    await ear.hears(serverEvents.messageReceived);
    const connection = connectionOf(serverSide(ear));
    await eventually(async () => expect(freeLine(connection)).toBeDefined());
    const line = freeLine(connection);
    const tell = (seq: number) => audience().tell(id, numbered(first, seq), undefined);
    tell(2);
    const one = line?.writableLength ?? 0;
    expect(one).toBeGreaterThan(0);
    tell(3);
    expect(line?.writableLength).toBe(2 * one);
    serverSide(ear).emit(serverEvents.messageReceived, { ...first, seq: 4, rev: 4 });
    // Engine.IO waits for its own to be taken, and so does what comes now.
    tell(5);
    tell(6);
    await ear.hears(serverEvents.messageReceived, 6);
    await eventually(async () => expect(line?.writableLength).toBe(0));
    expect(ear.heard(serverEvents.messageReceived).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('is not held where it is much', async () => {
    const { mira, noor, id } = await crowd.pair();
    const [mouth, ear] = [await mira.connect(), await noor.connect()];
    const first = await mouth.send(id, 'the first');
    await ear.hears(serverEvents.messageReceived);
    const connection = connectionOf(serverSide(ear));
    const line = connection.transport.socket?._socket;
    const before = takenOf(connection);
    const text = 'x'.repeat(1_024);
    for (let seq = 2; seq <= 41; seq += 1) audience().tell(id, numbered({ ...first, text }, seq), undefined);
    expect(line?.writableLength).toBeLessThan(16 * 1_024);
    expect(takenOf(connection)).toBeGreaterThan(before);
    await ear.hears(serverEvents.messageReceived, 41);
    expect(ear.heard(serverEvents.messageReceived).map(({ seq }) => seq)).toEqual(
      Array.from({ length: 41 }, (_, n) => n + 1),
    );
  });

  it('reaches a socket that is closed in the same turn', async () => {
    const { mira, noor, id } = await crowd.pair();
    const [mouth, ear] = [await mira.connect(), await noor.connect()];
    const first = await mouth.send(id, 'the first');
    await ear.hears(serverEvents.messageReceived);
    audience().tell(id, numbered(first, 2), undefined);
    serverSide(ear).disconnect(true);
    await ear.hears(serverEvents.messageReceived, 2);
    expect(await ear.isClosed()).toBe(true);
  });
});

it('answers and tells in order while a connection goes from polling to a WebSocket', async () => {
  const { mira, noor, id } = await crowd.pair();
  const ear = await noor.connect();
  const auth = { token: mira.tokens.accessToken };
  const transports = ['polling', 'websocket'];
  const moving = new PersonSocket(io(server.url, { auth, transports, forceNew: true, reconnection: false }));
  const name = () => moving.socket.io.engine.transport.name;
  const answered: number[] = [];
  const asked: Promise<unknown>[] = [];
  const told: Promise<unknown>[] = [];
  const turn = async () => {
    asked.push(moving.send(id, 'from there').then(({ seq }) => answered.push(seq)));
    asked.push(moving.ask(clientEvents.syncHeads, {}));
    told.push(ear.send(id, 'to there'));
    await told.at(-1);
  };
  await new Promise<void>((resolve) => moving.socket.once('connect', resolve));
  // It begins by polling. On a fast machine it may have moved by now.
  while (name() === 'polling' && told.length < 2_000) await turn();
  for (let n = 0; n < 20; n += 1) await turn();
  await Promise.all(asked);
  await moving.hears(serverEvents.messageReceived, told.length);
  expect(name()).toBe('websocket');
  const heard = moving.heard(serverEvents.messageReceived).map(({ seq }) => seq);
  expect(heard).toEqual(heard.toSorted((a, b) => a - b));
  expect(new Set([...heard, ...answered]).size).toBe(2 * told.length);
  expect(answered).toEqual(answered.toSorted((a, b) => a - b));
  moving.socket.disconnect();
});
