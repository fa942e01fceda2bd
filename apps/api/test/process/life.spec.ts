import { join } from 'node:path';
import { io } from 'socket.io-client';
import { Person } from '../person';
import { ServerProcess, freePort, livingPostmaster, repository, temporaryFolder } from './server-process';

jest.setTimeout(60_000);

const folder = temporaryFolder();
const dataDir = join(folder.path, 'data');
let port: number;
let server: ServerProcess;
let url: string;

async function startAgain(): Promise<void> {
  server = ServerProcess.start({ env: { DATA_DIR: dataDir, PORT: String(port) } });
  url = await server.ready();
}

const answers = (address: string) =>
  fetch(address).then(
    ({ status }) => status,
    () => 'nothing',
  );

beforeAll(async () => {
  port = await freePort();
  await startAgain();
});
afterAll(async () => {
  await server.end('SIGKILL');
  const left = livingPostmaster(dataDir);
  if (left) process.kill(left, 'SIGQUIT');
  folder.remove();
});

// One server and one data folder, lived through from top to bottom.
describe('the life of a server', () => {
  let person: Person;

  it('prints the address and what to do next, and serves page and API there', async () => {
    expect(url).toBe(`http://127.0.0.1:${port}`);
    while (!server.out.includes('create the first account')) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(server.err).toBe('');
    expect(await answers(`${url}/health/ready`)).toBe(200);
    expect(await (await fetch(url)).text()).toContain('<div id="root">');
    person = await Person.join(url);
  });

  it('is not started a second time on the same data, by whichever name', async () => {
    const second = ServerProcess.start({ env: { DATA_DIR: `${dataDir}/../data`, PORT: String(await freePort()) } });
    expect(await second.exit()).toEqual({ code: 1, signal: null });
    expect(second.err).toMatch(new RegExp(`^[^\\n]*in use by process ${server.pid}\\b[^\\n]*\\.\\n$`));
    expect(await answers(`${url}/health/ready`)).toBe(200);
  });

  it('answers what is under way when it is told to stop, tells the sockets, and exits with 0', async () => {
    const socket = io(url, {
      auth: { token: person.tokens.accessToken },
      transports: ['websocket'],
      reconnection: false,
    });
    await new Promise((resolve) => socket.once('connect', () => resolve(undefined)));
    const told = new Promise((resolve) => socket.once('disconnect', resolve));
    // Over a connection that stands: a new one might not be accepted yet when the signal comes.
    await answers(`${url}/health/ready`);
    const underWay = fetch(`${url}/api/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: person.user.username, password: person.password, session: 'token' }),
    });
    await new Promise((resolve) => setTimeout(resolve, 30));
    const ended = server.end('SIGTERM');
    expect((await underWay).status).toBe(200);
    expect(await told).toBeDefined();
    expect(await ended).toEqual({ code: 0, signal: null });
    expect(livingPostmaster(dataDir)).toBeUndefined();
    expect(await answers(url)).toBe('nothing');
  });

  it('starts after a kill -9, whose database is still running, with everything in its place', async () => {
    await startAgain();
    await server.end('SIGKILL');
    const orphan = livingPostmaster(dataDir);
    expect(orphan).toBeDefined();
    await startAgain();
    expect(livingPostmaster(dataDir)).not.toBe(orphan);
    expect(await person.get('/api/users/me')).toMatchObject({ id: person.id });
  });

  it('exits with 0 when npm and the terminal both pass a Ctrl-C on', async () => {
    await server.end('SIGTERM');
    const env = { DATA_DIR: dataDir, PORT: String(port), HOME: folder.path };
    server = ServerProcess.start({ command: ['npm', 'start'], cwd: repository, env });
    await server.ready();
    expect(await server.endGroup('SIGINT')).toEqual({ code: 0, signal: null });
    expect(livingPostmaster(dataDir)).toBeUndefined();
  });
});
