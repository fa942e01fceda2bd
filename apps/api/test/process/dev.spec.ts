import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyHouse } from './house';
import { ServerProcess, freePort, livingPostmaster, temporaryFolder } from './server-process';

jest.setTimeout(180_000);

const folder = temporaryFolder();
const house = join(folder.path, 'house');
const dataDir = join(folder.path, 'data');
let server: ServerProcess;
let url: string;

const says = async (pattern: RegExp, from = 0) => {
  for (;;) {
    const found = pattern.exec(server.out.slice(from));
    if (found) return found;
    if (server.child.exitCode !== null) throw new Error(`It ended instead: ${server.out}${server.err}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
const status = (path: string) => fetch(url + path).then((answer) => answer.status);

beforeAll(async () => {
  copyHouse(house);
  const port = await freePort();
  const env = { NODE_ENV: 'development', DATA_DIR: dataDir, PORT: String(port) };
  server = ServerProcess.start({ command: [process.execPath, 'tools/dev.mjs'], cwd: house, env });
  [, url = ''] = await says(/Parley in development: (\S+)/);
});
afterAll(async () => {
  await server.end('SIGKILL');
  folder.remove();
});

describe('npm run dev', () => {
  it('serves the page and the API on the one address it prints', async () => {
    expect(server.out.match(/http:\/\/\S+/g)).toEqual([url]);
    expect(await (await fetch(url)).text()).toContain('<div id="root">');
    expect(await status('/api/server')).toBe(200);
  });

  it('shows a mistake, goes on with what ran before, and takes up the next change', async () => {
    const mistake = join(house, 'apps/api/src/mistake.ts');
    writeFileSync(mistake, 'export const = 1;');
    await says(/apps\/api\/src\/mistake\.ts[^]*Waiting for the next change/);
    expect(await status('/api/server')).toBe(200);

    const before = server.out.length;
    rmSync(mistake);
    appendFileSync(join(house, 'apps/api/src/drain.ts'), '\nexport const changed = true;\n');
    await says(/Building server/, before);
    // Asked while it restarts: the answer comes late instead of never.
    expect(await status('/api/server')).toBe(200);
    await says(/The server answers/, before);
  });

  it('ends everything at a Ctrl-C', async () => {
    const { length } = server.err;
    expect(await server.endGroup('SIGINT')).toEqual({ code: 0, signal: null });
    expect(server.err.slice(length)).toBe('');
    expect(
      await fetch(url).then(
        () => 'something',
        () => 'nothing',
      ),
    ).toBe('nothing');
    expect(livingPostmaster(dataDir)).toBeUndefined();
  });
});
