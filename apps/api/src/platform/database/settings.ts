import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from './database';

/** Where there is no data folder that all nodes share. */
export const signingKeySetting = 'auth.signing_key';

/** Facts about this server as a whole, made by whichever node needs them first. */
@Injectable()
export class Settings {
  constructor(private readonly database: Database) {}

  /** The first node's value stands for all: two that make one at the same time both return what was kept. */
  async getOrCreate(key: string, make: () => string): Promise<string> {
    const known = await this.get(key);
    if (known !== undefined) return known;
    await this.database.pool.query('INSERT INTO settings (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING', [
      key,
      make(),
    ]);
    const kept = await this.get(key);
    if (kept === undefined) throw new Error(`The setting ${key} vanished while it was made.`);
    return kept;
  }

  /** Those of these that were set. */
  async all(keys: string[], transaction: Transaction = this.database.prisma): Promise<Map<string, string>> {
    const rows = await transaction.setting.findMany({ where: { key: { in: keys } } });
    return new Map(rows.map(({ key, value }) => [key, value]));
  }

  async put(key: string, value: string, transaction: Transaction = this.database.prisma): Promise<void> {
    await transaction.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
  }

  /** The greatest number that anybody has said: many nodes may say theirs at once. */
  async raise(key: string, number: number): Promise<number> {
    const { rows } = await this.database.pool.query<{ value: string }>(
      `INSERT INTO settings (key, value) VALUES ($1, $2::int::text)
       ON CONFLICT (key) DO UPDATE SET value = greatest(settings.value::int, excluded.value::int)::text RETURNING value`,
      [key, number],
    );
    return Number(rows[0]?.value);
  }

  private async get(key: string): Promise<string | undefined> {
    const { rows } = await this.database.pool.query<{ value: string }>('SELECT value FROM settings WHERE key = $1', [
      key,
    ]);
    return rows[0]?.value;
  }
}
