import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { eventually } from '../../../test/eventually';
import { Config } from '../../config';
import { Database } from './database';
import { isUniqueViolation } from './database-errors';
import { Settings } from './settings';

/** What every PostgreSQL that Parley stands on has to do, the embedded one included. */
export function databaseContract(open: () => Promise<{ url: string; close(): Promise<void> }>): void {
  let place: Awaited<ReturnType<typeof open>>;
  let database: Database;
  beforeAll(async () => {
    Logger.overrideLogger(false);
    place = await open();
    database = await Database.open(new Config({ NODE_ENV: 'test', DATABASE_URL: place.url }));
  }, 60_000);
  afterAll(async () => {
    await database.onApplicationShutdown();
    await place.close();
  });

  const put = (key: string, value: string) =>
    database.pool.query('INSERT INTO settings (key, value) VALUES ($1, $2)', [key, value]);
  const read = async (key: string) => (await database.prisma.setting.findUnique({ where: { key } }))?.value;

  it('answers', () => expect(database.pool.query('SELECT 1')).resolves.toBeDefined());

  it('gives Prisma and raw statements one database', async () => {
    await put('raw', 'seen by Prisma');
    expect(await read('raw')).toBe('seen by Prisma');
  });

  it('keeps nothing of a transaction that throws', async () => {
    const work = database.transaction(async (tx) => {
      await tx.setting.create({ data: { key: 'undone', value: '' } });
      throw new Error('changed its mind');
    });
    await expect(work).rejects.toThrow('changed its mind');
    expect(await read('undone')).toBeUndefined();
  });

  it('lets no transaction wait for a second connection', async () => {
    const work = database.transaction(() => read('raw'));
    await expect(work).rejects.toThrow('second connection');
    expect(await read('raw')).toBe('seen by Prisma');
  });

  it('does the work again when two transactions lock in a circle', async () => {
    await put('left', '0');
    await put('right', '0');
    const arrived = new Set<string>();
    const meet = async (who: string) => {
      arrived.add(who);
      for (let i = 0; arrived.size < 2 && i < 100; i += 1) await new Promise((resolve) => setTimeout(resolve, 10));
    };
    let runs = 0;
    const add = (one: string, other: string) =>
      database.transaction(async (tx) => {
        runs += 1;
        await tx.$executeRaw`UPDATE settings SET value = value::int + 1 WHERE key = ${one}`;
        await meet(one);
        await tx.$executeRaw`UPDATE settings SET value = value::int + 1 WHERE key = ${other}`;
      });
    await Promise.all([add('left', 'right'), add('right', 'left')]);
    expect(runs).toBeGreaterThan(2);
    expect([await read('left'), await read('right')]).toEqual(['2', '2']);
  }, 30_000);

  it('knows a twin, through Prisma and through pg', async () => {
    await put('twin', '');
    const throughPrisma = database.prisma.setting.create({ data: { key: 'twin', value: '' } });
    expect(isUniqueViolation(await throughPrisma.catch((error: unknown) => error))).toBe(true);
    expect(isUniqueViolation(await put('twin', '').catch((error: unknown) => error))).toBe(true);
    expect(isUniqueViolation(new Error('another'))).toBe(false);
  });

  it('makes a setting once for all nodes', async () => {
    const settings = new Settings(database);
    const values = await Promise.all(Array.from({ length: 10 }, () => settings.getOrCreate('epoch', randomUUID)));
    expect(new Set(values).size).toBe(1);
  });

  it('keeps the greatest of the numbers that nodes say', async () => {
    const settings = new Settings(database);
    await Promise.all([9, 12, 11].map((number) => settings.raise('cost', number)));
    expect(await settings.raise('cost', 10)).toBe(12);
  });

  it('goes on after all its connections were cut', async () => {
    await database.pool
      .query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()')
      .catch(() => undefined);
    await eventually(async () => void (await database.pool.query('SELECT 1')));
    expect(await database.prisma.setting.count()).toBeGreaterThan(0);
  });
}
