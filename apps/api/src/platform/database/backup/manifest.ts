import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { StartupError } from '../../errors';

/** Rows of one table, as PostgreSQL's COPY has them, in a file of its own. */
export interface Part {
  name: string;
  table: string;
  columns: string[];
  rows: number;
  /** Of the file as it lies there. */
  sha256: string;
}

/** What a backup is; written last, so that a folder that has it is whole. */
export interface Manifest {
  format: 1;
  /** The Parley that took it. */
  version: string;
  takenAt: string;
  migrations: string[];
  /** In an order in which no row refers to one that comes later. */
  parts: Part[];
  sequences: Record<string, string>;
  /** Of an instance that keeps it in its data folder. */
  signingKey?: string;
}

export const manifestFile = 'backup.json';
export const fileOf = ({ name }: Pick<Part, 'name'>): string => `${name}.copy.gz`;

const damaged = (folder: string, what: string) =>
  new StartupError(`The backup in ${folder} is damaged: ${what}. Nothing was changed; take another one.`);

/** Every file is read to its end before anything is written anywhere. */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, manifestFile), 'utf8').catch(() => {
    throw new StartupError(`There is no backup in ${folder}: it has no ${manifestFile}.`);
  });
  const manifest = parsed(text, folder);
  for (const part of manifest.parts) {
    if (!/^[a-z][a-z0-9_.]*$/.test(part.name)) throw damaged(folder, `${manifestFile} names a file it cannot have`);
    const hash = createHash('sha256');
    await pipeline(createReadStream(join(folder, fileOf(part))), hash).catch(() => {
      throw damaged(folder, `${fileOf(part)} cannot be read`);
    });
    if (hash.digest('hex') !== part.sha256) throw damaged(folder, `${fileOf(part)} is not what was written`);
  }
  return manifest;
}

function parsed(text: string, folder: string): Manifest {
  try {
    const manifest = JSON.parse(text) as Manifest;
    if (manifest.format === 1 && Array.isArray(manifest.parts) && Array.isArray(manifest.migrations)) return manifest;
  } catch {
    // Said below.
  }
  throw damaged(folder, `${manifestFile} cannot be read by this version`);
}
