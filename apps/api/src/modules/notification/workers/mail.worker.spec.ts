import { pino } from 'pino';
import { openTestDatabase } from '../../../../test/test-database';
import { Config } from '../../../config';
import { Database } from '../../../platform/database';
import { Log } from '../../../platform/logging';
import { Metrics } from '../../../platform/metrics';
import { Seal, SigningKey } from '../../../platform/secrets';
import type { Letter, Mail } from '../mail';
import { MailQueue } from '../mail-queue';
import { MailRefused, Mailer } from '../mailer.port';
import { MailsRepository } from '../mails.repository';
import { MailWorker } from './mail.worker';

const letter: Letter = { kind: 'test', subject: 'Secret 123456', text: 'secret', html: 'secret' };

/** Does what the next word of its script says, and hangs on `hang` until it is let go. */
class Scripted extends Mailer {
  readonly tried: Mail[] = [];
  atOnce = 0;
  mostAtOnce = 0;
  letGo = (): void => undefined;

  constructor(private readonly script: ('ok' | 'fail' | 'refuse' | 'hang')[]) {
    super();
  }

  async deliver(mail: Mail): Promise<void> {
    const word = this.script[this.tried.push(mail) - 1] ?? 'ok';
    this.mostAtOnce = Math.max(this.mostAtOnce, (this.atOnce += 1));
    try {
      if (word === 'fail') throw Object.assign(new Error(`550 ${mail.to} secret`), { code: 'ESOCKET' });
      if (word === 'refuse') throw new MailRefused('no', { cause: { responseCode: 550, response: mail.to } });
      if (word === 'hang') await new Promise<void>((resolve) => (this.letGo = resolve));
      await Promise.resolve();
    } finally {
      this.atOnce -= 1;
    }
  }

  async check(): Promise<void> {
    throw Object.assign(new Error('secret'), { code: 'ECONNREFUSED' });
  }
}

let place: Awaited<ReturnType<typeof openTestDatabase>>;
let database: Database;
let mails: MailsRepository;
beforeAll(async () => {
  place = await openTestDatabase();
  database = await Database.open(new Config({ NODE_ENV: 'test', DATABASE_URL: place.url }));
  mails = new MailsRepository(database);
});
afterAll(async () => {
  await database.onApplicationShutdown();
  await place.close();
});
beforeEach(() => database.pool.query('TRUNCATE mails, outbox'));

const sealOf = async (secret: string) =>
  new Seal(await SigningKey.load(new Config({ NODE_ENV: 'test', JWT_SECRET: secret }), undefined as never));

async function house(...script: ConstructorParameters<typeof Scripted>[0]) {
  const lines: string[] = [];
  const mailer = new Scripted(script);
  const metrics = new Metrics();
  const log = new Log(pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) }));
  const seal = await sealOf('one');
  const queue = new MailQueue(mails, seal, { wake: () => undefined } as never, metrics, log);
  const worker = new MailWorker(mails, mailer, seal, metrics, log);
  const outcomes = async () =>
    Object.fromEntries((await metrics.mails.get()).values.map(({ labels, value }) => [labels.outcome, value]));
  /** The hints that wait in the outbox, oldest first. */
  const hints = async () =>
    (await database.prisma.outboxEntry.findMany({ where: { topic: 'mail.asked' }, orderBy: { id: 'asc' } })).map(
      ({ payload }) => payload as { mailId: string },
    );
  const ask = async (to: string, usefulForMs?: number) => {
    queue.send(to, letter, usefulForMs);
    await queue.beforeApplicationShutdown();
    const hint = (await hints()).at(-1);
    if (!hint) throw new Error('No hint was left.');
    return hint;
  };
  return { mailer, worker, lines, outcomes, ask, queue, hints };
}

describe('a mail that waits', () => {
  it('lies sealed in the database: neither its address nor its words, in the row or in the hint', async () => {
    const { ask, mailer, worker, outcomes } = await house();
    const hint = await ask('mira@example.org');
    expect(Object.keys(hint)).toEqual(['mailId']);
    const { rows } = await database.pool.query<{ row: string }>(
      `SELECT m::text || convert_from(decode(replace(encode(sealed, 'escape'), '\\', ''), 'escape'), 'latin1') AS row FROM mails m`,
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.row).not.toMatch(/mira|secret|123456/i);
    await worker.deliver(hint);
    expect(mailer.tried).toMatchObject([{ ...letter, to: 'mira@example.org', id: hint.mailId }]);
    expect([await mails.waiting(), await outcomes()]).toEqual([0, { sent: 1 }]);
  });

  it('is sent once, however often its hint comes', async () => {
    const { ask, mailer, worker } = await house('hang');
    const hint = await ask('mira@example.org');
    const first = worker.deliver(hint);
    while (mailer.tried.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await expect(worker.deliver(hint)).rejects.toThrow('somebody else is sending');
    mailer.letGo();
    await first;
    await worker.deliver(hint);
    expect(mailer.tried).toHaveLength(1);
  });

  it('is sent by another when who had it in hand was killed', async () => {
    const { ask, mailer, worker } = await house();
    const hint = await ask('mira@example.org');
    await mails.claim(hint.mailId, 60_000);
    await expect(worker.deliver(hint)).rejects.toThrow('somebody else');
    await database.pool.query(`UPDATE mails SET leased_until = now() - interval '1 second'`);
    await worker.deliver(hint);
    expect(mailer.tried).toHaveLength(1);
  });

  it('stays what it was for the next attempt, with the same id', async () => {
    const { ask, mailer, worker, outcomes } = await house('fail', 'ok');
    const hint = await ask('mira@example.org');
    await expect(worker.deliver(hint)).rejects.toThrow('ESOCKET');
    await worker.deliver(hint);
    expect(mailer.tried[1]).toEqual(mailer.tried[0]);
    expect(await outcomes()).toEqual({ retried: 1, sent: 1 });
  });

  it('is forgotten when it is refused for good, when nobody can use it any more, and when nobody can open it', async () => {
    const { ask, mailer, worker, outcomes } = await house('refuse');
    await worker.deliver(await ask('mira@example.org'));
    await worker.deliver(await ask('mira@example.org', -1));
    const sealed = await ask('mira@example.org');
    await new MailWorker(mails, mailer, await sealOf('two'), new Metrics(), new Log(pino({ level: 'silent' }))).deliver(
      sealed,
    );
    await ask('mira@example.org', -1);
    await worker.tidy();
    expect(mailer.tried).toHaveLength(1);
    expect([await mails.waiting(), await outcomes()]).toEqual([0, { failed: 3 }]);
  });

  it('secrets in logs and dead letters: neither address nor words nor what the server said', async () => {
    const { ask, worker, lines } = await house('fail', 'refuse', 'ok');
    worker.onModuleInit();
    const failed = worker.deliver(await ask('mira@example.org'));
    await expect(failed).rejects.toThrow(
      expect.objectContaining({ message: expect.not.stringMatching(/mira|secret/) }),
    );
    await worker.deliver(await ask('mira@example.org'));
    await worker.onModuleDestroy();
    expect(lines).toHaveLength(3);
    expect(lines.join('')).toMatch(/ECONNREFUSED.*ESOCKET.*550/s);
    expect(lines.join('')).not.toMatch(/mira|secret|123456/i);
  });

  it('is one of four that are under way', async () => {
    const { ask, worker, mailer } = await house();
    const all = [];
    for (let n = 0; n < 12; n += 1) all.push(await ask('mira@example.org'));
    await Promise.all(all.map((hint) => worker.deliver(hint)));
    expect(mailer.tried).toHaveLength(12);
    expect(mailer.mostAtOnce).toBeLessThanOrEqual(4);
  });

  it('is dropped where ten thousand wait, or the database is away, without harm', async () => {
    const { queue, outcomes, hints } = await house();
    await database.pool.query(
      `INSERT INTO mails (id, kind, sealed, useful_until)
       SELECT gen_random_uuid(), 'test', '', now() + interval '1 day' FROM generate_series(1, 10000)`,
    );
    queue.send('mira@example.org', letter);
    await queue.beforeApplicationShutdown();
    expect([await hints(), await outcomes()]).toEqual([[], { dropped: 1 }]);
  });

  it('waits where the database has no room, and is kept once it has', async () => {
    const { queue, worker, mailer, outcomes, hints } = await house();
    await database.pool.query(`
      CREATE SEQUENCE tries;
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF nextval('tries') < 3 THEN RAISE EXCEPTION 'No space left on device' USING ERRCODE = '53100'; END IF;
          RETURN NEW;
        END $$;
      CREATE TRIGGER no_room BEFORE INSERT ON mails FOR EACH ROW EXECUTE FUNCTION refuse()`);
    queue.send('mira@example.org', letter);
    while ((await hints()).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    await database.pool.query('DROP FUNCTION refuse CASCADE');
    await worker.deliver((await hints())[0] ?? { mailId: '' });
    expect([mailer.tried.length, await outcomes()]).toEqual([1, { sent: 1 }]);
  });

  it.each([{}, { mailId: 7 }, { mailId: "' OR 1=1" }])('a hint that names none is poison: %j', async (hint) => {
    const { worker } = await house();
    await expect(worker.deliver(hint)).rejects.toThrow('names no mail');
  });

  it('a hint to one that is gone is done', async () => {
    const { worker } = await house();
    await worker.deliver({ mailId: '0190b6c0-0000-7000-8000-000000000000' });
  });
});
