import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Config } from '../../config';
import type { Settings } from '../database';
import { StartupError } from '../errors';
import { SigningKey } from './signing-key';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'parley-key-'))));
afterEach(() => rm(folder, { recursive: true }));

const load = (dataDir = folder) => SigningKey.load(new Config({ NODE_ENV: 'test', DATA_DIR: dataDir }), {} as Settings);

async function refusal(dataDir?: string): Promise<string> {
  const error: unknown = await load(dataDir).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(StartupError);
  return (error as StartupError).message;
}

describe('the signing key of a data folder', () => {
  it('is made once, for its owner alone, and nothing else is left', async () => {
    const { value } = await load();
    expect(value).toMatch(/^[\w-]{64}$/);
    expect((await load()).value).toBe(value);
    expect((await stat(join(folder, 'signing-key'))).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['signing-key']);
  });

  it('is one for twenty that make it at once', async () => {
    const keys = await Promise.all(Array.from({ length: 20 }, () => load()));
    expect(new Set(keys.map(({ value }) => value))).toEqual(
      new Set([await readFile(join(folder, 'signing-key'), 'utf8')]),
    );
    expect(await readdir(folder)).toEqual(['signing-key']);
  });

  it.each([
    ['empty', ''],
    ['one letter', 'x'],
    ['cut', 'x'.repeat(63)],
    ['no key', '\u0000'.repeat(64)],
  ])('is refused when its file is %s', async (_, content) => {
    await writeFile(join(folder, 'signing-key'), content);
    const said = await refusal();
    expect(said).toContain(join(folder, 'signing-key'));
    expect(said).toMatch(/delete/i);
    expect(await readFile(join(folder, 'signing-key'), 'utf8')).toBe(content);
  });

  it('says in a sentence that it cannot be read, or written', async () => {
    await mkdir(join(folder, 'signing-key'));
    expect(await refusal()).toContain(join(folder, 'signing-key'));
    await writeFile(join(folder, 'a file'), '');
    expect(await refusal(join(folder, 'a file'))).toContain(join(folder, 'a file'));
  });
});
