import type { DeadLetter, HttpError, Page } from '@parley/contracts';
import { randomUUID } from 'node:crypto';
import { DeadLettersCleanup } from '../src/platform/broker/dead-letters/dead-letters-cleanup.worker';
import { Database } from '../src/platform/database';
import { MailHouse } from './mail-house';
import { Person } from './person';

const house = new MailHouse();
let owner: Person;
let member: Person;

beforeAll(async () => {
  await house.start();
  owner = await Person.join(house.server.url, 'owner');
  member = await Person.join(house.server.url, 'member');
  await house.database.prisma.user.update({ where: { id: owner.id }, data: { emailVerifiedAt: new Date() } });
});
afterAll(house.close);

const place = '/api/admin/dead-letters';
const list = async () => (await owner.get<Page<DeadLetter>>(place)).items;

/** As a worker of an older or a broken node would have left it. */
const told = (topic: string, payload: unknown) =>
  house.server.app
    .get(Database)
    .pool.query('INSERT INTO outbox (topic, payload) VALUES ($1, $2)', [topic, JSON.stringify(payload)]);

async function until<T>(find: () => Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + 20_000; Date.now() < end;) {
    const found = await find();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('It did not come to that in time.');
}

const parked = (mark: string) => until(async () => (await list()).find(({ payload }) => payload.includes(mark)));

describe('dead letters', () => {
  it('are listed with their reason, and told to those who look after the server, once', async () => {
    await told('mail.asked', { mailId: 'none', mark: 'first' });
    await told('mail.asked', { mailId: 'none', mark: 'another' });
    expect(await parked('first')).toEqual({
      id: expect.any(String),
      queue: 'notifications',
      topic: 'mail.asked',
      payload: expect.stringContaining('"mark":"first"'),
      readable: true,
      reason: 'Error: the hint names no mail',
      parkedAt: expect.stringMatching(/Z$/),
    });
    await parked('another');
    const { text } = await house.post.about('could not finish', 'owner@example.org');
    expect(text).toContain('/api/admin/dead-letters');
    await house.otp('member@example.org');
    await house.nthCode('member@example.org');
    const mails = (await house.post.to('owner@example.org')).filter(({ subject }) => subject.includes('finish'));
    expect(mails).toHaveLength(1);
    expect(await house.post.to('member@example.org')).not.toContainEqual(
      expect.objectContaining({ subject: expect.stringContaining('finish') }),
    );
  });

  it('go back to where they failed, and are parked again when that fails again', async () => {
    await told('mail.asked', { mailId: 'none', mark: 'again' });
    const { id } = await parked('again');
    expect((await owner.ask('POST', `${place}/${id}/replay`)).status).toBe(204);
    const next = await until(async () =>
      (await list()).find((letter) => letter.payload.includes('again') && letter.id !== id),
    );
    expect((await list()).map((letter) => letter.id)).not.toContain(id);
    expect((await owner.ask('DELETE', `${place}/${next.id}`)).status).toBe(204);
    expect((await list()).map((letter) => letter.id)).not.toContain(next.id);
    expect((await owner.ask('POST', `${place}/${next.id}/replay`)).status).toBe(404);
  });

  it('that cannot be read stay where they are', async () => {
    await told('not a topic', { mark: 'misfit' });
    const { id, readable } = await parked('misfit');
    expect(readable).toBe(false);
    const { status, body } = await owner.ask('POST', `${place}/${id}/replay`);
    expect([status, (body as HttpError).code]).toEqual([404, 'not_found']);
    expect((await list()).map((letter) => letter.id)).toContain(id);
  });

  it('are paged, the latest first', async () => {
    const one = await owner.get<Page<DeadLetter>>(`${place}?limit=1`);
    const two = await owner.get<Page<DeadLetter>>(`${place}?limit=1&cursor=${one.nextCursor}`);
    expect([...one.items, ...two.items]).toEqual((await list()).slice(0, 2));
    expect((await owner.ask('GET', `${place}?cursor=bm9uZQ`)).status).toBe(400);
  });

  it.each([
    ['GET', place],
    ['POST', `${place}/${randomUUID()}/replay`],
    ['DELETE', `${place}/${randomUUID()}`],
  ] as const)('are nothing for members: %s %s', async (method, path) => {
    expect((await member.ask(method, path)).status).toBe(403);
    const admin = await Person.join(house.server.url);
    await house.database.prisma.user.update({ where: { id: admin.id }, data: { role: 'admin' } });
    expect((await admin.ask(method, path)).status).toBe(method === 'GET' ? 200 : 404);
  });

  it('are forgotten when they are old, and the oldest when they are too many', async () => {
    const { pool } = house.server.app.get(Database);
    const cleanup = house.server.app.get(DeadLettersCleanup);
    await pool.query('DELETE FROM dead_letters');
    await pool.query(`
      INSERT INTO dead_letters (id, queue, message_id, payload, reason, parked_at)
      SELECT ('00000000-0000-7000-8000-00000000000' || n)::uuid, '', n::text, '{}', 'x', now() - make_interval(days => 95 - n * 3)
      FROM generate_series(1, 6) n`);
    const left = async () => (await list()).map(({ id }) => Number(id.at(-1)));
    const { signal } = new AbortController();
    await cleanup.run(signal);
    expect(await left()).toEqual([6, 5, 4, 3, 2]);
    await cleanup.run(signal, { days: 90, most: 3 });
    expect(await left()).toEqual([6, 5, 4]);
  });
});
