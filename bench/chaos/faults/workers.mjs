import amqplib from 'amqplib';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../until.mjs';

/**
 * @typedef {import('./index.mjs').Fault} Fault
 * @typedef {import('./index.mjs').Situation} Situation
 */

/** @param {Situation} situation */
function rabbitmqOf({ stage }) {
  const { rabbitmq } = stage.services;
  if (!rabbitmq) throw new Error('There is no RabbitMQ.');
  return rabbitmq;
}

/** @type {Fault} */
const restart = {
  name: 'RabbitMQ: killed and started again',
  needs: ['rabbitmq'],
  breaks: ['rabbitmq'],
  async happen(situation) {
    const rabbitmq = rabbitmqOf(situation);
    await rabbitmq.end('SIGKILL');
    await sleep(1_000);
    await rabbitmq.start();
  },
};

/** What is to be done about the commits of all that time waits in the outbox, and is done when it is back. @type {Fault} */
const gone = {
  name: 'RabbitMQ: killed, gone for 5 minutes',
  needs: ['rabbitmq'],
  breaks: ['rabbitmq'],
  isLong: true,
  async happen(situation) {
    const rabbitmq = rabbitmqOf(situation);
    const { pool } = situation.stage;
    const waiting = async () => Number((await pool.query('SELECT count(*) FROM outbox')).rows[0]?.count);
    await rabbitmq.end('SIGKILL');
    await sleep(300_000);
    const most = await waiting();
    await rabbitmq.start();
    const isDrained = await until(async () => (await waiting()) < most / 10, 60_000);
    return [
      most > 0 ? '' : 'nothing waited in the outbox',
      isDrained ? '' : `of ${most} that waited in the outbox ${await waiting()} still do`,
    ].filter(Boolean);
  },
};

/** Nobody can read them, or they name nothing: parked with a reason, and the rest goes on. @type {Fault} */
const poison = {
  name: 'RabbitMQ: poisoned messages',
  needs: ['rabbitmq'],
  breaks: ['rabbitmq'],
  leans: ['postgres', 'node'],
  async happen(situation) {
    const { pool } = situation.stage;
    const parked = async () => Number((await pool.query('SELECT count(*) FROM dead_letters')).rows[0]?.count);
    const before = await parked();
    const model = await amqplib.connect(rabbitmqOf(situation).url);
    const channel = await model.createConfirmChannel();
    const poisons = ['', '{', 'null', '[]', '{"mailId":{"$gt":""}}', '{"__proto__":{"mailId":1}}', '\u0000\uffff'];
    for (const text of poisons) channel.sendToQueue('notifications.queue', Buffer.from(text), { persistent: true });
    await channel.waitForConfirms();
    await model.close();
    const areParked = await until(async () => (await parked()) - before === poisons.length, 20_000);
    return [areParked ? '' : `${(await parked()) - before} of ${poisons.length} were parked`].filter(Boolean);
  },
};

/** Who publishes is held up, and goes on once the alarm is over. @type {Fault} */
const alarm = {
  name: 'RabbitMQ: memory alarm for 2 s',
  needs: ['rabbitmq'],
  breaks: ['rabbitmq'],
  async happen(situation) {
    const ask = (/** @type {string} */ call) => rabbitmqOf(situation).call?.(call) ?? '';
    const setLimit = (/** @type {string} */ mark) => ask(`vm_memory_monitor set_vm_memory_high_watermark [${mark}]`);
    const rings = async () => (await ask('rabbit_alarm get_alarms []')).includes('memory');
    await setLimit('{absolute, 1}');
    const hasRung = await until(rings, 10_000);
    await sleep(2_000);
    await setLimit('0.4');
    return hasRung ? [] : ['no alarm rang'];
  },
};

/** What is handed over reaches nobody, and neither side is told. @type {Fault} */
const halfOpen = {
  name: 'RabbitMQ: all connections half-open for 3 s',
  needs: ['rabbitmq'],
  breaks: ['rabbitmq'],
  async happen({ stage: { brokerWay } }) {
    brokerWay.forget();
    await sleep(3_000);
    brokerWay.mend();
  },
};

export const workerFaults = [restart, poison, alarm, halfOpen, gone];
