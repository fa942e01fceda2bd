import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { at } from '../run/places.mjs';

// The real tool in a small house of its own, at a path with a space in it.
let house: string;
const inHouse = (path: string) => join(house, path);
const write = (path: string, content: string) => {
  mkdirSync(dirname(inHouse(path)), { recursive: true });
  writeFileSync(inHouse(path), content);
};
const program = `
  import { buildStale } from './tools/build/build.mjs';
  import { compiledPart } from './tools/build/compiled-part.mjs';
  import { runTool } from './tools/run/tool.mjs';
  await runTool(async () => (console.log('built', (await buildStale([[compiledPart('noun', 'libs/noun')]])).length), 0));
`;

async function build(): Promise<{ code: number; out: string; err: string }> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    cwd: house,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: code as number, out, err };
}

const dist = () => readdirSync(inHouse('libs/noun/dist'), { recursive: true, encoding: 'utf8' }).sort();
const timesOfAll = () =>
  readdirSync(house, { recursive: true, encoding: 'utf8' })
    .filter((path) => !path.startsWith('node_modules'))
    .map((path) => `${path} ${statSync(inHouse(path)).mtimeMs}`);

beforeEach(() => {
  house = mkdtempSync(join(tmpdir(), 'parley house '));
  for (const path of ['.swcrc', 'package-lock.json', 'tools/build', 'tools/run'])
    cpSync(at(path), inHouse(path), { recursive: true });
  symlinkSync(at('node_modules'), inHouse('node_modules'));
  write('libs/noun/src/index.ts', "export { word } from './deep/word';");
  write('libs/noun/src/deep/word.ts', "export const word: string = 'hello';");
  write('libs/noun/src/deep/word.spec.ts', 'not a program');
});
afterEach(() => rmSync(house, { recursive: true }));

describe('building a package', () => {
  it('compiles what is no test, with maps', async () => {
    expect(await build()).toMatchObject({ code: 0, err: '' });
    expect(dist()).toEqual(['deep', 'deep/word.js', 'deep/word.js.map', 'index.js', 'index.js.map']);
    expect(require(inHouse('libs/noun/dist/index.js'))).toEqual({ word: 'hello' });
  });

  it('writes nothing when nothing is stale, a touched file included', async () => {
    await build();
    utimesSync(inHouse('libs/noun/src/index.ts'), new Date(), new Date());
    const before = timesOfAll();
    expect((await build()).out).toBe('built 0\n');
    expect(timesOfAll()).toEqual(before);
  });

  it('makes anew what somebody deleted, and drops what has no source any more', async () => {
    await build();
    rmSync(inHouse('libs/noun/dist/index.js'));
    rmSync(inHouse('libs/noun/src/deep/word.ts'));
    write('libs/noun/src/index.ts', 'export const word = 1;');
    expect((await build()).code).toBe(0);
    expect(dist().filter((path) => path.includes('.'))).toEqual(['index.js', 'index.js.map']);
  });

  it('says where the syntax is wrong, keeps what stood, and builds once it is right', async () => {
    await build();
    write('libs/noun/src/index.ts', 'export const = 1;');
    const { code, err } = await build();
    expect(code).toBe(1);
    expect(err).toContain('libs/noun/src/index.ts');
    expect(err).not.toMatch(/at async|backtrace/);
    expect(require(inHouse('libs/noun/dist/index.js'))).toEqual({ word: 'hello' });
    write('libs/noun/src/index.ts', 'export const word = 2;');
    expect((await build()).code).toBe(0);
  });

  it('lets one of two builds at the same time do the work', async () => {
    const results = await Promise.all([build(), build()]);
    expect(results.map(({ code }) => code)).toEqual([0, 0]);
    expect(new Set(results.map(({ out }) => /built (\d)/.exec(out)?.[1]))).toEqual(new Set(['0', '1']));
    expect(existsSync(inHouse('.cache/build/lock'))).toBe(false);
    expect(dist()).toHaveLength(5);
  });

  it('takes over the lock of a build that was killed', async () => {
    write('.cache/build/lock', '999999999 1');
    expect((await build()).code).toBe(0);
  });
});
