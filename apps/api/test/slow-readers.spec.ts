import { type Conversation, clientEvents, serverEvents } from '@parley/contracts';
import { Audience } from '../src/realtime/audience';
import { Crowd } from './crowd';
import { eventually } from './eventually';
import type { Person, PersonSocket } from './person';
import { Poll } from './poll';
import { type TestServer, startServer } from './server';

let server: TestServer;
const crowd = new Crowd(() => server.url);
beforeAll(async () => (server = await startServer({ RATE_LIMIT_FACTOR: '1000' })));
afterAll(() => server.close());
afterEach(() => crowd.leave());

/** What is told costs nothing to commit here: it is the frames that matter. */
const text = 'x'.repeat(64 * 1024);

async function group(mira: Person, others: Person[]): Promise<string> {
  const body = { kind: 'group', name: 'Some do not listen', memberIds: others.map(({ id }) => id) };
  return ((await mira.ask('POST', '/api/chat', body)).body as Conversation).id;
}

/** What the system still takes for it is taken; it reads nothing. */
function stopReading({ socket }: PersonSocket): { terminate(): void } {
  const { ws } = socket.io.engine.transport as unknown as { ws: { pause(): void; terminate(): void } };
  ws.pause();
  return ws;
}

async function endedFor(reason: 'full' | 'stuck'): Promise<number> {
  const { Metrics } = await import('../src/platform/metrics');
  const { values } = await server.app.get(Metrics).slowSockets.get();
  return values.find(({ labels }) => labels.reason === reason)?.value ?? 0;
}

async function waitingFor(person: Person): Promise<number> {
  const { SlowReaders } = await import('../src/realtime/pressure/slow-readers');
  return server.app.get(SlowReaders, { strict: false }).waitingFor(person.id);
}

describe('members who do not take what they are sent', () => {
  it('are ended when too much waits, and everybody else hears everything in order', async () => {
    const [mira, noor, paused, silent] = await Promise.all([crowd.join(), crowd.join(), crowd.join(), crowd.join()]);
    const id = await group(mira, [noor, paused, silent]);
    const [mouth, ear, deaf] = await Promise.all([mira.connect(), noor.connect(), paused.connect()]);
    const before = await endedFor('full');
    const wire = stopReading(deaf);
    const poll = await Poll.open(server.url, silent.tokens.accessToken);
    const first = await mouth.send(id, 'the first');
    const audience = server.app.get(Audience, { strict: false });
    let most = 0;
    let last = first.seq;
    for (; (await endedFor('full')) < before + 2 && last < 2_000; most = Math.max(most, await waitingFor(silent))) {
      for (let n = 0; n < 8; n += 1) {
        last += 1;
        audience.tell(id, { event: 'message:received', data: { ...first, seq: last, rev: last, text } }, undefined);
      }
      // Whoever reads has read before there is more.
      await ear.hears(serverEvents.messageReceived, last);
    }
    expect((await endedFor('full')) - before).toBe(2);
    // The premise: it was waited for. And no longer than it was promised, but for what came at once.
    expect(most).toBeGreaterThan(1024 * 1024);
    expect(most).toBeLessThan(5 * 1024 * 1024);
    const heard = ear.heard(serverEvents.messageReceived).map(({ seq }) => seq);
    expect(heard).toEqual(Array.from({ length: last }, (_, n) => n + 1));
    expect(await poll.isOpen()).toBe(false);

    wire.terminate();
    const back = await paused.connect();
    const missed = await back.ask(clientEvents.syncChanges, { conversationId: id, after: 0 });
    expect(missed).toMatchObject({ messages: [{ text: 'the first' }] });
  });

  it('hear in order what waited for them, what is told while they take it, and their answers', async () => {
    const { mira, noor, id } = await crowd.pair();
    const [mouth, late, ear] = [await mira.connect(), await noor.connect(), await noor.connect()];
    const { ws } = late.socket.io.engine.transport as unknown as { ws: { pause(): void; resume(): void } };
    const first = await mouth.send(id, 'the first');
    await late.hears(serverEvents.messageReceived);
    const audience = server.app.get(Audience, { strict: false });
    let last = first.seq;
    const tell = (size: number) => {
      last += 1;
      const data = { ...first, seq: last, text: text.slice(0, size) };
      audience.tell(id, { event: 'message:received', data }, undefined);
      return ear.hears(serverEvents.messageReceived, last);
    };
    ws.pause();
    while ((await waitingFor(noor)) <= 1024 * 1024) await tell(text.length);
    const answers = [late.ask(clientEvents.syncHeads, {}), tell(10), late.ask(clientEvents.syncHeads, {}), tell(10)];
    ws.resume();
    for (let n = 0; n < 200; n += 1) void tell(n % 20 === 0 ? text.length : 10);
    await Promise.all(answers);
    await late.hears(serverEvents.messageReceived, last);
    const seqs = late.heard(serverEvents.messageReceived).map(({ seq }) => seq);
    expect(seqs).toEqual(Array.from({ length: last }, (_, n) => n + 1));
  });

  it('leave in their turn when their network went, and not all at once at the next word', async () => {
    const { mira, noor, id } = await crowd.pair();
    const mouth = await mira.connect();
    await noor.connect();
    const first = await mouth.send(id, 'the first');
    const audience = server.app.get(Audience, { strict: false });
    const { SlowReaders } = await import('../src/realtime/pressure/slow-readers');
    const [gone] = server.app.get(SlowReaders, { strict: false }).connectionsOf(noor.id);
    const wire = gone?.transport.socket?._socket;
    const reason = new Promise((resolve) => gone?.on('close', resolve as () => void));
    wire?.once('close', () => {
      const data = { ...first, seq: first.seq + 1 };
      audience.tell(id, { event: 'message:received', data }, undefined);
    });
    wire?.destroy();
    // Not what writing to it would have said: that ends all of them in one turn.
    expect(await reason).toBe('transport close');
  });

  it('are ended when nothing is taken for ten seconds, however little it is', async () => {
    const { mira, noor, id } = await crowd.pair();
    const [mouth] = [await mira.connect(), await Poll.open(server.url, noor.tokens.accessToken)];
    const before = await endedFor('stuck');
    await mouth.send(id, 'a word');
    const { SlowReaders } = await import('../src/realtime/pressure/slow-readers');
    const readers = server.app.get(SlowReaders, { strict: false });
    await eventually(async () => expect(await waitingFor(noor)).toBeGreaterThan(0));
    const now = Date.now();
    await readers.look(now);
    await readers.look(now + 9_000);
    expect(await endedFor('stuck')).toBe(before);
    await readers.look(now + 12_000);
    expect(await endedFor('stuck')).toBe(before + 1);
    // Whoever reads stays, also when they are looked at a long time later.
    expect(await mouth.send(id, 'another')).toMatchObject({ seq: 2 });
  });
});
