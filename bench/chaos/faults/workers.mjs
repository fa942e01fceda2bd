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
  async happen(situation) {
    const rabbitmq = rabbitmqOf(situation);
    await rabbitmq.end('SIGKILL');
    await sleep(1_000);
    await rabbitmq.start();
  },
};

/** Nobody can read them, or they name nothing: parked with a reason, and the rest goes on. @type {Fault} */
const poison = {
  name: 'RabbitMQ: poisoned messages',
  needs: ['rabbitmq'],
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

export const workerFaults = [restart, poison];
