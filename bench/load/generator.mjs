// A process of sockets. It is told by its parent what to open and when to send, and answers with what it saw.
import { dialects, idOf, placeOf } from './dialects.mjs';
import { makeSheep } from './herd.mjs';
import { openWire } from './wire.mjs';
import { openXmpp } from './xmpp.mjs';

/**
 * @typedef {{ run: string, startAt: number, rate: number, count: number, text: string }} Schedule
 * `startAt` is on the clock that all processes of the machine share, in milliseconds.
 * @typedef {{ received: number, latencies: Float64Array, last: Float64Array, acks: Float64Array, refused: number, cpu: number }} Seen
 * @typedef {{ side: string, url: string, dialect: import('./round.mjs').Spoken, seats: import('./dialects.mjs').Seat[], atOnce: number }} Opening
 * @typedef {{ op: 'open', opening: Opening } | { op: 'listen' | 'send', side: string, schedule: Schedule } | { op: 'gather', opening: Opening } | { op: 'progress' | 'seen' | 'close' | 'stampede' }} Order
 */

const now = () => Number(process.hrtime.bigint()) / 1e6;

/** @typedef {Pick<import('./wire.mjs').Wire, 'send' | 'close'>} Line */

/** @type {Map<string, Line[]>} */
const wires = new Map();

/** @type {Schedule & { latencies: number[], last: Float64Array, acks: number[], refused: number, cpuBefore: number } | undefined} */
let current;

const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** When a message should have been sent: what waits behind a slow one is late, too. @param {Schedule} schedule @param {number} nth */
const intended = ({ startAt, rate }, nth) => startAt + (nth * 1000) / rate;

/** @param {string} id */
function told(id) {
  const { run, nth } = placeOf(id);
  if (run !== current?.run) return;
  const late = now() - intended(current, nth);
  current.latencies.push(late);
  current.last[nth] = Math.max(current.last[nth] ?? 0, late);
}

/** @param {Opening} opening */
async function open({ side, url, dialect, seats, atOnce }) {
  const begun = now();
  const opened = wires.get(side) ?? [];
  wires.set(side, opened);
  /** @type {number[]} */
  const latencies = [];
  let next = 0;
  const work = async () => {
    for (let seat = seats[next++]; seat; seat = seats[next++]) {
      const asked = now();
      opened.push(
        await (dialect === 'xmpp' ? openXmpp(url, seat, told) : openWire(url, dialects[dialect], seat, told)),
      );
      latencies.push(now() - asked);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { seconds: (now() - begun) / 1000, latencies: Float64Array.from(latencies) };
}

/** @param {Schedule} schedule */
function listen(schedule) {
  const last = new Float64Array(schedule.count);
  current = { ...schedule, latencies: [], last, acks: [], refused: 0, cpuBefore: cpu() };
}

/** Open loop: what is due is sent, whatever has been answered. @param {string} side @param {Schedule} schedule */
async function send(side, schedule) {
  const senders = wires.get(side) ?? [];
  let sent = 0;
  while (sent < schedule.count) {
    const due = Math.min(schedule.count, Math.floor(((now() - schedule.startAt) * schedule.rate) / 1000) + 1);
    for (; sent < due; sent += 1) one(senders[sent % senders.length], schedule, sent);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** @param {Line | undefined} wire @param {Schedule} schedule @param {number} nth */
function one(wire, schedule, nth) {
  wire?.send({ id: idOf(schedule.run, nth), text: schedule.text }, (isOk) => {
    if (current?.run !== schedule.run) return;
    if (isOk) current.acks.push(now() - intended(schedule, nth));
    else current.refused += 1;
  });
}

/** @type {import('./herd.mjs').Sheep[]} */
const herd = [];

/** @param {Opening} opening */
async function gather({ url, dialect, seats, atOnce }) {
  if (dialect === 'xmpp') throw new Error('Only Engine.IO comes back in herds.');
  herd.push(...seats.map((seat) => makeSheep(url, dialects[dialect], seat)));
  let next = 0;
  const work = async () => {
    for (let sheep = herd[next++]; sheep; sheep = herd[next++]) await sheep.comes();
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

/** All are dropped at once, and come back as they do. */
async function stampede() {
  for (const sheep of herd) sheep.leaves();
  const begun = now();
  const back = await Promise.all(
    herd.map(async (sheep) => {
      const failures = await sheep.comesBack();
      return { failures, ms: now() - begun };
    }),
  );
  return {
    waits: Float64Array.from(back, ({ ms }) => ms),
    failures: back.reduce((sum, { failures }) => sum + failures, 0),
  };
}

const progress = () => ({
  received: current?.latencies.length ?? 0,
  answered: (current?.acks.length ?? 0) + (current?.refused ?? 0),
});

/** @returns {Seen} */
function seen() {
  if (!current) throw new Error('Nothing was listened for.');
  const { latencies, last, acks, refused, cpuBefore } = current;
  return {
    received: latencies.length,
    latencies: Float64Array.from(latencies),
    last,
    acks: Float64Array.from(acks),
    refused,
    cpu: cpu() - cpuBefore,
  };
}

/** @param {Order} order */
async function obey(order) {
  if (order.op === 'open') return open(order.opening);
  if (order.op === 'gather') return gather(order.opening);
  if (order.op === 'stampede') return stampede();
  if (order.op === 'listen') return listen(order.schedule);
  if (order.op === 'send') return send(order.side, order.schedule);
  if (order.op === 'progress') return progress();
  if (order.op === 'seen') return seen();
  for (const wire of [...wires.values()].flat()) wire.close();
  wires.clear();
  for (const sheep of herd.splice(0)) sheep.leaves();
}

process.on('message', (/** @type {Order & { nth: number }} */ order) => {
  obey(order).then(
    (answer) => process.send?.({ nth: order.nth, answer }),
    (/** @type {unknown} */ error) => process.send?.({ nth: order.nth, error: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
