import { randomUUID } from 'node:crypto';
import type { Patience } from './attempt';
import { type Binding, type Broker, type BrokerMessage, type Delivery, Poison } from './broker.port';

export interface BrokerHouse {
  /** Another node: all of one house share what was published. */
  open(patience: Patience): Broker;
  /** What was parked, oldest first. */
  parked(): Promise<{ queue: string; messageId: string; topic: string | null; payload: string; reason: string }[]>;
  /** Puts something into a queue that no node of ours would. */
  smuggle(queue: string, content: string): Promise<void>;
  close(): Promise<void>;
}

const patience: Patience = { delaysMs: [100, 300], attemptMs: 2_000 };
const bindings: Binding[] = [
  { queue: 'messages', pattern: 'message.sent' },
  { queue: 'messages', pattern: 'message.*' },
  { queue: 'notifications', pattern: 'mail.#' },
  { queue: 'media', pattern: 'message.sent' },
];

/** What every broker has to do, whatever carries its messages. */
export function brokerContract(openHouse: () => Promise<BrokerHouse>): void {
  let house: BrokerHouse;
  let nodes: Broker[];

  beforeAll(async () => (house = await openHouse()));
  afterAll(() => house.close());
  beforeEach(() => (nodes = []));
  afterEach(() => Promise.all(nodes.map((node) => node.close(1_000))));

  const node = (patient = patience): Broker => {
    const broker = house.open(patient);
    nodes.push(broker);
    broker.bind(bindings);
    return broker;
  };
  const message = (topic: string, payload: BrokerMessage['payload'] = {}): BrokerMessage => ({
    id: randomUUID(),
    topic,
    payload,
  });
  const ready = (broker: Broker) =>
    until(() =>
      broker.check().then(
        () => true,
        () => false,
      ),
    );

  it('brings each message to every queue that wants it, as it was handed over, and to no other', async () => {
    const broker = node();
    const heard: [string, Delivery][] = [];
    for (const queue of ['messages', 'notifications', 'media'] as const) {
      broker.consume(queue, async (delivery) => void heard.push([queue, delivery]));
    }
    await ready(broker);
    const sent = message('message.sent', { conversationId: 'c', rev: 7, deep: { a: ['ä😀', null, 1.5, true] } });
    const others = ['message.edited', 'mail.asked.now', 'mail', 'message.edited.twice', 'nobody.wants'].map((topic) =>
      message(topic),
    );
    await broker.publish([sent, ...others]);
    await until(() => heard.length === 5);
    const told = heard.map(([queue, { topic }]) => `${queue} ${topic}`).toSorted();
    expect(told).toEqual([
      'media message.sent',
      'messages message.edited',
      'messages message.sent',
      'notifications mail',
      'notifications mail.asked.now',
    ]);
    const first = heard.find(([, { id }]) => id === sent.id)?.[1];
    expect(first).toMatchObject({ ...sent, attempt: 1 });
  });

  it('brings a message for one queue to that one only', async () => {
    const broker = node();
    const heard: string[] = [];
    broker.consume('messages', async ({ id }) => void heard.push(`messages ${id}`));
    broker.consume('media', async ({ id }) => void heard.push(`media ${id}`));
    await ready(broker);
    const only = { ...message('message.sent'), queue: 'media' as const };
    await broker.publish([only]);
    const after = message('message.edited');
    await broker.publish([after]);
    await until(() => heard.length === 2);
    expect(heard.toSorted()).toEqual([`media ${only.id}`, `messages ${after.id}`]);
  });

  it('keeps what is published while nobody works, and shares it among those who come', async () => {
    const messages = Array.from({ length: 120 }, () => message('message.sent'));
    const writer = node();
    await ready(writer);
    await writer.publish(messages);
    const seen: string[] = [];
    for (const worker of [node(), node()]) worker.consume('messages', async ({ id }) => void seen.push(id));
    for (const worker of nodes.slice(1)) await ready(worker);
    await until(() => new Set(seen).size >= messages.length);
    expect(new Set(seen)).toEqual(new Set(messages.map(({ id }) => id)));
    // Emptied for the next test.
    nodes[1]?.consume('media', async () => undefined);
  });

  it('tries again later, each time after a longer while, and parks what never works, with the reason', async () => {
    const broker = node();
    const times: { attempt: number; at: number }[] = [];
    broker.consume('notifications', async ({ attempt, payload }) => {
      times.push({ attempt, at: Date.now() });
      if (payload.works !== attempt) throw new TypeError('the mail server is asleep');
    });
    await ready(broker);
    await broker.publish([message('mail.asked', { works: 2 })]);
    await until(() => times.length === 2);
    times.length = 0;
    const hopeless = message('mail.asked', { works: 0, said: 'x' });
    await broker.publish([hopeless]);
    const [letter] = await untilParked(hopeless.id);
    expect(letter).toMatchObject({
      queue: 'notifications',
      topic: 'mail.asked',
      reason: 'TypeError: the mail server is asleep',
    });
    expect(JSON.parse(letter?.payload ?? '')).toEqual(hopeless.payload);
    expect(times.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    // Never earlier than the delays.
    expect((times[1]?.at ?? 0) - (times[0]?.at ?? 0)).toBeGreaterThanOrEqual(95);
    expect((times[2]?.at ?? 0) - (times[1]?.at ?? 0)).toBeGreaterThanOrEqual(295);
  });

  it('parks at once what trying again would not help', async () => {
    const broker = node();
    let attempts = 0;
    broker.consume('notifications', async () => {
      attempts += 1;
      throw new Poison('this person is gone');
    });
    await ready(broker);
    const poison = message('mail.asked');
    await broker.publish([poison]);
    expect(await untilParked(poison.id)).toHaveLength(1);
    expect(attempts).toBe(1);
  });

  it('gives up an attempt that does not end', async () => {
    const broker = node({ delaysMs: [], attemptMs: 200 });
    broker.consume('notifications', () => new Promise(() => undefined));
    await ready(broker);
    const stuck = message('mail.asked');
    await broker.publish([stuck]);
    expect((await untilParked(stuck.id))[0]?.reason).toContain('did not end within 0.2 s');
  });

  const unreadable = {
    'no object': ['null', '[]', '"text"'],
    'no id or topic': ['{"id":7}', '{"messages":[null,{"topic":"__proto__"}]}', '{"__proto__":{"id":"x"}}'],
    'no JSON': ['not json at all', '{"id":"x","topic":', 'nul \0 and broken \ud800'],
    'far too much': [JSON.stringify({ id: 'x', topic: 'mail.asked', payload: 'x'.repeat(2 ** 20) })],
  };

  it.each(Object.entries(unreadable).flatMap(([what, contents]) => contents.map((content) => ({ what, content }))))(
    'parks what it cannot read, and works on: $what',
    async ({ content }) => {
      const broker = node();
      const heard: string[] = [];
      broker.consume('notifications', async ({ id }) => void heard.push(id));
      await ready(broker);
      const before = (await house.parked()).length;
      await house.smuggle('notifications', content);
      await until(async () => (await house.parked()).length > before);
      expect((await house.parked()).at(-1)).toMatchObject({ queue: 'notifications', reason: 'it cannot be read' });
      const good = message('mail.asked');
      await broker.publish([good]);
      await until(() => heard.includes(good.id));
    },
  );

  it('finishes what is under way when it closes, and hands back what does not end in time', async () => {
    const leaving = node();
    const state = { begun: 0, done: 0 };
    leaving.consume('notifications', async ({ payload }) => {
      state.begun += 1;
      await new Promise((resolve) => setTimeout(resolve, payload.slow ? 60_000 : 300).unref());
      state.done += 1;
    });
    await ready(leaving);
    await leaving.publish([message('mail.asked')]);
    await until(() => state.begun === 1);
    await leaving.close(5_000);
    expect(state.done).toBe(1);
    const slow = message('mail.asked', { slow: true });
    const hanging = node({ delaysMs: [100], attemptMs: 120_000 });
    let begun = false;
    hanging.consume('notifications', () => {
      begun = true;
      return new Promise(() => undefined);
    });
    await ready(hanging);
    await hanging.publish([slow]);
    await until(() => begun);
    await hanging.close(100);
    const heir = node();
    const inherited: string[] = [];
    heir.consume('notifications', async ({ id }) => void inherited.push(id));
    await until(() => inherited.includes(slow.id));
  });

  async function untilParked(id: string) {
    const find = async () => (await house.parked()).filter(({ messageId }) => messageId === id);
    await until(async () => (await find()).length > 0);
    return find();
  }
}

export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 30_000; !(await holds());) {
    if (Date.now() > end) throw new Error('This did not come to be in 30 s.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
