import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { ServerProcess, freePort, livingPostmaster, temporaryFolder } from './server-process';

jest.setTimeout(60_000);

const folder = temporaryFolder();
afterAll(() => folder.remove());

async function refusal(env: NodeJS.ProcessEnv): Promise<string> {
  const started = ServerProcess.start({ env });
  expect(await started.exit()).toEqual({ code: 1, signal: null });
  expect(started.out.replace(/^Buil(ding|t) .*\n/gm, '')).toBe('');
  return started.err;
}

const oneSentence = /^[^\n]+[.?]\n$/;

describe('a start that cannot be', () => {
  it.each([
    [
      'a name that is nearly a known one',
      { DATABSE_URL: 'postgresql://u:hunter2hunter2@127.0.0.1:1/x' },
      /DATABSE_URL.*DATABASE_URL/,
    ],
    ['a port that is none', { PORT: 'hunter2hunter2' }, /PORT/],
    ['a malformed URL', { DATABASE_URL: 'hunter2hunter2' }, /DATABASE_URL/],
    ['a weak secret in production', { NODE_ENV: 'production', JWT_SECRET: 'hunter2hunter2' }, /JWT_SECRET/],
    ['a database that is not there', { DATABASE_URL: 'postgresql://u:hunter2hunter2@127.0.0.1:1/x' }, /database/i],
  ])('says in one sentence: %s', async (_, env, expected) => {
    const said = await refusal({ DATA_DIR: join(folder.path, 'never'), PORT: '0', ...env });
    expect(said).toMatch(expected);
    expect(said).toMatch(oneSentence);
    expect(said.replace(/DATABSE_URL/, '')).not.toContain('hunter2');
  });

  it('names every broken variable at once', async () => {
    const said = await refusal({ PORT: 'x', JWT_EXPIRATION: 'soon', DATA_DIR: folder.path });
    expect(said).toMatch(/PORT/);
    expect(said).toMatch(/JWT_EXPIRATION/);
    expect(said).not.toMatch(/^\s+at /m);
  });

  it('says that the data folder cannot be made', async () => {
    const file = join(folder.path, 'a file');
    writeFileSync(file, '');
    const said = await refusal({ DATA_DIR: join(file, 'data'), PORT: '0' });
    expect(said).toContain('a file/data');
    expect(said).toMatch(oneSentence);
  });

  it('says that the port is busy, and leaves no database behind', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    await once(other, 'listening');
    const dataDir = join(folder.path, 'busy port');
    const said = await refusal({ DATA_DIR: dataDir, PORT: String(port) });
    other.close();
    expect(said).toContain(`Port ${port} is in use`);
    expect(said).toMatch(/^[^\n]+\n$/);
    await until(() => livingPostmaster(dataDir) === undefined);
  });

  it('says which Node is needed', async () => {
    const old = join(folder.path, 'old-node.cjs');
    writeFileSync(old, "Object.defineProperty(process.versions, 'node', { value: '18.20.4' });");
    const said = await refusal({ NODE_OPTIONS: `--require "${old}"` });
    expect(said).toMatch(/^Parley needs Node\.js 20\.19 .* this is 18\.20\.4: [^\n]+\n$/);
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 50));
}
