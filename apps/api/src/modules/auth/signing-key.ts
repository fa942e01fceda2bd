import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../config';
import type { Settings } from '../../platform/database';

const make = () => randomBytes(48).toString('base64url');

/**
 * The key that signs access tokens: the configured one, else one made once and kept. With an external database it is
 * kept there, so that all nodes share it; on one machine in the data folder, so that a copy of the database alone signs nothing.
 */
export class SigningKey {
  private constructor(readonly value: string) {}

  static async load(config: Config, settings: Settings): Promise<SigningKey> {
    if (config.jwtSecret) return new SigningKey(config.jwtSecret);
    if (config.databaseUrl) return new SigningKey(await settings.getOrCreate('auth.signing_key', make));
    return new SigningKey(await kept(join(config.dataDir, 'signing-key')));
  }
}

async function kept(file: string): Promise<string> {
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, make(), { mode: 0o600, flag: 'wx' }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  });
  return (await readFile(file, 'utf8')).trim();
}
