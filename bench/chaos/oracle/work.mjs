import amqplib from 'amqplib';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** @typedef {import('./evidence.mjs').MailSent} MailSent */

const queue = 'chaos.seen';

/** A consumer of its own beside the workers, which writes down of which messages it was told. */
export class Hints {
  /** @type {Map<string, Set<number>>} */
  seen = new Map();
  #stopped = false;
  /** @type {import('amqplib').ChannelModel | null} */
  #model = null;

  /** @param {string} url */
  constructor(url) {
    this.url = url;
  }

  /** Comes back after each outage, as a worker does. */
  async listen() {
    while (!this.#stopped) {
      try {
        await this.#consume();
      } catch {
        // Not there yet, or no longer.
      }
      await sleep(300);
    }
  }

  async stop() {
    this.#stopped = true;
    await this.#model?.close().catch(() => undefined);
  }

  async #consume() {
    const model = await amqplib.connect(this.url);
    this.#model = model;
    model.on('error', () => undefined);
    const gone = new Promise((resolve) => model.once('close', resolve));
    const channel = await model.createChannel();
    channel.on('error', () => undefined);
    await channel.assertExchange('chat', 'topic', { durable: true });
    await channel.assertQueue(queue, { durable: true });
    await channel.bindQueue(queue, 'chat', 'message.sent');
    await channel.consume(queue, (message) => {
      if (!message) return;
      this.#note(message.content);
      channel.ack(message);
    });
    await gone;
  }

  /** @param {Buffer} content */
  #note(content) {
    /** @type {{ conversationId?: string, fromSeq?: number, toSeq?: number }} */
    const { conversationId = '', fromSeq = 1, toSeq = 0 } = JSON.parse(content.toString());
    const seqs = this.seen.get(conversationId) ?? new Set();
    for (let seq = fromSeq; seq <= toSeq; seq += 1) seqs.add(seq);
    this.seen.set(conversationId, seqs);
  }
}

/** What was sent by mail: without a mail server each is a file in the folder of the node that sent it. @param {string[]} dataDirs @returns {Promise<MailSent[]>} */
export async function mailsIn(dataDirs) {
  const files = await Promise.all(
    dataDirs.map(async (dataDir) => {
      const folder = join(dataDir, 'outbox');
      const names = await readdir(folder).catch(() => []);
      return names.filter((name) => name.endsWith('.eml')).map((name) => join(folder, name));
    }),
  );
  const texts = await Promise.all(files.flat().map((file) => readFile(file, 'utf8').catch(() => '')));
  return texts.map((text) => ({
    to: /^To: .*?([^\s<]+@[^\s>]+)/m.exec(text)?.[1] ?? '',
    id: /^Message-ID: *(\S+)/im.exec(text)?.[1] ?? '',
  }));
}
