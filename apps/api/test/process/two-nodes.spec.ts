import { type HttpError, type SignedIn, clientEvents } from '@parley/contracts';
import { join } from 'node:path';
import { Person, type PersonSocket, request } from '../person';
import { Poll } from '../poll';
import { type TestDatabase, openEmptyDatabase } from '../test-database';
import { ServerProcess, temporaryFolder } from './server-process';

jest.setTimeout(120_000);

const folder = temporaryFolder();
const servers: ServerProcess[] = [];
const people: Person[] = [];
let database: TestDatabase;
let here: string;
let there: string;

beforeAll(async () => {
  database = await openEmptyDatabase();
  const start = async (name: string) => {
    const env = { DATABASE_URL: database.url, DATA_DIR: join(folder.path, name), PORT: '0', LOG_LEVEL: 'info' };
    const server = ServerProcess.start({ env });
    servers.push(server);
    return server.ready();
  };
  [here, there] = await Promise.all([start('here'), start('there')]);
});
afterAll(async () => {
  for (const person of people) person.leave();
  await Promise.all(servers.map((server) => server.end('SIGKILL')));
  await database.close();
  folder.remove();
});

/** Somebody with a session, and an open socket on the other node. */
async function joinAcross(): Promise<{ person: Person; socket: PersonSocket }> {
  const person = await Person.join(here);
  people.push(person);
  return { person, socket: await person.connect({ url: there }) };
}

async function askThere({ tokens }: Person): Promise<string> {
  const headers = { authorization: `Bearer ${tokens.accessToken}` };
  const { status, body } = await request(there, 'GET', '/api/users/me', { headers });
  return status === 200 ? 'welcome' : (body as HttpError).code;
}

describe('two nodes on one database', () => {
  let owner: Person;
  beforeAll(async () => people.push((owner = await Person.join(here))));

  it.each<[string, (person: Person) => Promise<{ status: number }>]>([
    [
      'signed out',
      ({ tokens }) => request(here, 'POST', '/api/auth/logout', { body: { refreshToken: tokens.refreshToken } }),
    ],
    ['signed out everywhere by an admin', ({ id }) => owner.ask('DELETE', `/api/admin/users/${id}/sessions`)],
    ['suspended', ({ id }) => owner.ask('POST', `/api/admin/users/${id}/suspend`, {})],
  ])('close the sockets of somebody %s on the other one, and refuse their token', async (_, end) => {
    const { person, socket } = await joinAcross();
    expect(await askThere(person)).toBe('welcome');
    expect((await end(person)).status).toBeLessThan(300);
    expect(await socket.isClosed()).toBe(true);
    expect(socket.heard('session:revoked')).toEqual([{ reason: 'revoked' }]);
    expect(await askThere(person)).toBe('auth.session_revoked');
  });

  it('say at their start what is slower without a Redis', () => {
    for (const { err } of servers)
      expect(err).toContain('without REDIS_URL what other nodes commit is heard up to 2 s later');
  });

  it('know a connection by polling only where it began', async () => {
    const poll = await Poll.open(here, owner.tokens.accessToken);
    expect(await poll.at(there).post('3')).toBe(400);
    expect(await poll.isOpen()).toBe(true);
  });

  it('take what the other one signed, and renew a socket with it', async () => {
    const { person, socket } = await joinAcross();
    const answers = await Promise.all(
      [here, there].map((url) =>
        request(url, 'POST', '/api/auth/refresh', { body: { refreshToken: person.tokens.refreshToken } }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    for (const { body } of answers) {
      const { accessToken: token } = body as SignedIn;
      expect((await socket.ask(clientEvents.sessionRenew, { token })).expiresIn).toBeGreaterThan(0);
    }
  });
});
