import { type KeyObject, createSecretKey, randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Config } from '../../config';
import { type Settings, signingKeySetting } from '../database';
import { StartupError } from '../errors';

/** 64 letters. */
const make = () => randomBytes(48).toString('base64url');
const whole = /^[\w-]{64}$/;

/**
 * The key that signs access tokens: the configured one, else one made once and kept. With an external database it is
 * kept there, so that all nodes share it; on one machine in the data folder, so that a copy of the database alone signs nothing.
 */
export class SigningKey {
  /** For signing and verifying: from a string, the library tries to read a public key first, which costs a millisecond a token. */
  readonly secret: KeyObject;

  private constructor(readonly value: string) {
    this.secret = createSecretKey(Buffer.from(value));
  }

  static async load(config: Config, settings: Settings): Promise<SigningKey> {
    if (config.jwtSecret) return new SigningKey(config.jwtSecret);
    if (config.databaseUrl) return new SigningKey(await settings.getOrCreate(signingKeySetting, make));
    return new SigningKey(await kept(join(config.dataDir, 'signing-key')));
  }
}

async function kept(file: string): Promise<string> {
  const key = await readOrMake(file).catch((error: unknown) => {
    throw unusable(file, error);
  });
  if (whole.test(key)) return key;
  throw new StartupError(
    `The signing key in ${file} is damaged: put it back from a backup, or delete the file, which signs everybody out.`,
  );
}

async function readOrMake(file: string): Promise<string> {
  const known = await readFile(file, 'utf8').catch(unless('ENOENT'));
  if (known !== undefined) return known.trim();
  await mkdir(dirname(file), { recursive: true });
  await place(file, make());
  return (await readFile(file, 'utf8')).trim();
}

/** Whole and on the disk before it has its name: a crash leaves no half key. A link never replaces another's key. */
async function place(file: string, key: string): Promise<void> {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(key);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await link(draft, file).catch(unless('EEXIST'));
  } finally {
    await rm(draft, { force: true });
  }
}

const unless =
  (expected: string) =>
  (error: unknown): undefined => {
    if (codeOf(error) !== expected) throw error;
  };

/** By shape: under jest the errors of Node are of another realm. */
function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | undefined)?.code;
}

const reasons: Record<string, string> = {
  EACCES: 'this user may not use it: change its owner',
  EPERM: 'this user may not use it, or the disk knows no links: change its owner, or set JWT_SECRET',
  EROFS: 'the disk is read-only: set JWT_SECRET, or DATA_DIR to a folder that can be written',
  ENOSPC: 'the disk is full: make room',
  EDQUOT: 'the disk quota is reached: make room',
  ENOTDIR: 'its folder is none: set DATA_DIR to a folder',
  EEXIST: 'its folder is none: set DATA_DIR to a folder',
  EISDIR: 'it is a folder: move it away',
};

function unusable(file: string, error: unknown): StartupError {
  const code = codeOf(error);
  return new StartupError(
    `The signing key ${file} cannot be read or made; ${reasons[code ?? ''] ?? `the system says ${code ?? String(error)}`}.`,
  );
}
