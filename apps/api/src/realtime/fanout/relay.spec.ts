import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from '../../platform/database';
import { Metrics } from '../../platform/metrics';
import { MemoryFanout } from './fanout.memory';
import { Relay } from './relay';
import { Seal } from './seal';
import type { Tiding } from './tiding';

const key = 'known to whoever reads the database';
const settings = { getOrCreate: async () => key } as unknown as Settings;
const listeners = new Set<(frame: string) => void>();

async function node() {
  const metrics = new Metrics();
  const fanout = new MemoryFanout(listeners);
  const relay = new Relay(fanout, settings, metrics);
  const heard: Tiding[] = [];
  relay.onTiding((tiding) => heard.push(tiding));
  await relay.onModuleInit();
  const refused = async () =>
    (await metrics.fanout.get()).values.find(({ labels }) => labels['outcome'] === 'refused')?.value ?? 0;
  return { relay, fanout, heard, refused };
}

afterEach(() => listeners.clear());

const id = randomUUID();
const look = { conversationId: id, userId: randomUUID() };
const typing: Tiding = { kind: 'look', event: 'user:typing', look };
const message = { id, conversationId: id, senderId: id, rev: 2, seq: 1, text: 'ahoy', quote: null };

it('brings tidings to the other nodes in order, and not back to the one they are from', async () => {
  const [one, other] = [await node(), await node()];
  const tidings: Tiding[] = [typing, { kind: 'session', id, reason: 'revoked' }, typing];
  for (const tiding of tidings) one.relay.send(tiding);
  while (other.heard.length < 3) await sleep(5);
  expect(other.heard).toEqual(tidings);
  expect(one.heard).toEqual([]);
});

it('believes nobody who does not know the key, and counts what it refused', async () => {
  const [one, hostile] = [await node(), new MemoryFanout(listeners)];
  const text = JSON.stringify({ node: 'x', tidings: [typing] });
  const frames = [
    text,
    `.${text}`,
    new Seal('guessed').close(text),
    new Seal(key).close(text).replace('typing', 'joined'),
  ];
  for (const frame of ['', '.', 'null', '\u0000', ...frames, 'x'.repeat(5 * 1024 * 1024)]) hostile.publish(frame);
  hostile.publish(new Seal(key).close(text));
  while (one.heard.length === 0) await sleep(5);
  expect(one.heard).toEqual([typing]);
  expect(await one.refused()).toBe(9);
});

it.each<[string, unknown]>([
  ['no object', null],
  ['a list', [typing]],
  ['an unknown kind', { ...typing, kind: 'payday' }],
  ['a kind every object has', { ...typing, kind: 'constructor' }],
  ['an event nobody may tell', { kind: 'look', event: 'message:received', look }],
  ['an id that names a room', { kind: 'own', id: 's:x', change: { selfRev: 1, type: 'read', data: {} } }],
  ['a role nobody has', own({ role: 'god' })],
  ['a window below nothing', own({ visibleAfter: -1 })],
  ['a coming before everything', own({ rev: 0 })],
  ['a message of another conversation', news({ conversationId: randomUUID() })],
  ['a message without a rev', news({ rev: undefined })],
  ['a rev beyond what fits', news({ rev: 2 ** 31 })],
  ['a seq that is none', news({ seq: '1' })],
  ['a quote that hides its seq', news({ quote: {} })],
  ['a text that is none', news({ text: { toString: 'x' } })],
  ['a receipt of nobody', { kind: 'receipt', receipt: { conversationId: id, deliveredSeq: 1, readSeq: 1 } }],
  ['a session by its prefix', { kind: 'session', id: '', reason: 'revoked' }],
])('refuses %s, also from one who knows the key', async (_, tiding) => {
  const one = await node();
  new MemoryFanout(listeners).publish(
    new Seal(key).close(JSON.stringify({ node: 'older', tidings: [tiding, typing] })),
  );
  while (one.heard.length === 0) await sleep(5);
  expect(one.heard).toEqual([typing]);
  expect(await one.refused()).toBe(1);
});

it('takes what the others tell', async () => {
  const one = await node();
  const tidings = [news({}), own({}), { kind: 'receipt', receipt: { ...look, deliveredSeq: 1, readSeq: 0 } }];
  new MemoryFanout(listeners).publish(new Seal(key).close(JSON.stringify({ node: 'newer', tidings })));
  while (one.heard.length < 3) await sleep(5);
  expect(one.heard).toEqual(tidings);
  expect(await one.refused()).toBe(0);
});

function news(fields: object): object {
  return { kind: 'news', id, news: { event: 'message:received', data: { ...message, ...fields } } };
}

function own(fields: object): object {
  const data = { conversationId: id, role: 'member', visibleAfter: 0, ...fields };
  return { kind: 'own', id, change: { selfRev: 1, type: 'membership', data } };
}
