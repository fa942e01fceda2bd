import { StartupError } from '../../../platform/errors';
import type { BodyStore } from './body-store.port';
import { MongoBodyStore, mongoHost } from './body-store.mongo';
import { type Pooled, PostgresBodyStore } from './body-store.postgres';
import { hashOf } from './large-text';

/** So many megabytes may be in memory at once. */
const page = 20;
/** Everything is idle for so long: the clocks of the stores need not agree with ours. */
const always = -3_600_000;

export interface Progress {
  copied: number;
  /** Looked at in this pass. */
  seen: number;
  /** Do not say what their hash promises, so nobody can read them anyway. */
  damaged: number;
  removed: number;
}

/**
 * Copies what the other store lacks, in the order of hashes, and reads each copy back. Broken off and begun again it goes on
 * with what is missing; what is stored meanwhile is found by the next pass, so it passes until there is nothing new.
 */
export async function copyBodies(
  from: BodyStore,
  to: BodyStore,
  told: (progress: Progress) => void,
): Promise<Progress> {
  const sum = { copied: 0, seen: 0, damaged: 0, removed: 0 };
  for (let before = -1; sum.copied > before;) {
    before = sum.copied;
    sum.seen = 0;
    sum.damaged = 0;
    for await (const hashes of pages(from)) {
      const there = new Set(await to.touch(hashes));
      const missing = hashes.filter((hash) => !there.has(hash));
      sum.seen += hashes.length;
      const { sound, damaged } = await readSound(from, missing);
      sum.damaged += damaged;
      for (const [hash, text] of sound) await to.put(hash, text);
      const copies = await readSound(to, [...sound.keys()]);
      if (copies.sound.size < sound.size) throw new StartupError('A copy cannot be read back; nothing was removed.');
      sum.copied += sound.size;
      told(sum);
    }
  }
  return sum;
}

/** Removes from one store what the other one has, and has whole. */
export async function clearBodies(from: BodyStore, other: BodyStore, told: (removed: number) => void): Promise<number> {
  let removed = 0;
  for await (const hashes of pages(from)) {
    const { sound } = await readSound(other, hashes);
    removed += await from.remove([...sound.keys()], always);
    told(removed);
  }
  return removed;
}

async function* pages(store: BodyStore): AsyncGenerator<string[]> {
  for (let after = ''; ;) {
    const hashes = await store.list({ after, limit: page, idleForMs: always });
    if (hashes.length > 0) yield hashes;
    if (hashes.length < page) return;
    after = hashes.at(-1) ?? '';
  }
}

async function readSound(store: BodyStore, hashes: string[]) {
  const found = hashes.length === 0 ? new Map<string, string>() : await store.get(hashes);
  const sound = new Map([...found].filter(([hash, text]) => hashOf(text) === hash));
  return { sound, damaged: found.size - sound.size };
}

export interface Move {
  database: Pooled;
  mongodbUrl: string;
  to: 'mongodb' | 'postgresql';
  /** What has been copied is then removed where it was. */
  clear: boolean;
  say: (line: string) => void;
}

/** The command: both stores opened, everything copied, and removed where it was if that is wished. */
export async function moveBodies({ database, mongodbUrl, to, clear, say }: Move): Promise<Progress> {
  const mongo = new MongoBodyStore(mongodbUrl, (line) => say(`MongoDB at ${mongoHost(mongodbUrl)} ${line}.`));
  const table = new PostgresBodyStore(database);
  const [source, target] = to === 'mongodb' ? [table, mongo] : [mongo, table];
  let saidAt = 0;
  const nowAndThen = (line: string): void => {
    if (performance.now() - saidAt < 1_000) return;
    saidAt = performance.now();
    say(line);
  };
  try {
    const sum = await copyBodies(source, target, ({ copied, seen }) =>
      nowAndThen(`${seen} looked at, ${copied} copied …`),
    );
    if (clear) sum.removed = await clearBodies(source, target, (removed) => nowAndThen(`${removed} removed …`));
    return sum;
  } finally {
    await mongo.close();
  }
}
