import { chmodSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { copyHouse } from './house';
import { ServerProcess, temporaryFolder } from './server-process';

jest.setTimeout(120_000);

const folder = temporaryFolder();
const house = join(folder.path, 'built house');

const everything = () => readdirSync(house, { recursive: true, encoding: 'utf8' }).map((path) => join(house, path));
const own = (path: string) => !path.startsWith(join(house, 'node_modules'));
const state = () =>
  everything()
    .filter(own)
    .map((path) => `${path} ${lstatSync(path).mtimeMs} ${lstatSync(path).size}`);
const setMode = (mode: number) => {
  for (const path of [house, ...everything().filter(own)]) if (lstatSync(path).isDirectory()) chmodSync(path, mode);
};

beforeAll(() => copyHouse(house));
afterAll(() => {
  setMode(0o700);
  folder.remove();
});

describe('a built source folder that nobody may write to', () => {
  it('starts, with its data elsewhere, and leaves no trace in the sources', async () => {
    setMode(0o500);
    // Root may write everywhere, so the folder itself is the witness.
    const before = state();
    const server = ServerProcess.start({ cwd: house, env: { DATA_DIR: join(folder.path, 'data'), PORT: '0' } });
    const url = await server.ready();
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    expect(await server.end('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(state()).toEqual(before);
    expect(server.out).not.toContain('Building');
  });
});
