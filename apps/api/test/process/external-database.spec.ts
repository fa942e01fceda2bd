import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Person } from '../person';
import { type TestDatabase, openEmptyDatabase } from '../test-database';
import { ServerProcess, temporaryFolder } from './server-process';

jest.setTimeout(120_000);

const folder = temporaryFolder();
const servers: ServerProcess[] = [];
let database: TestDatabase;

beforeAll(async () => {
  database = await openEmptyDatabase();
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.end('SIGKILL')));
  await database.close();
  folder.remove();
});

async function start(name: string): Promise<string> {
  const env = { DATABASE_URL: database.url, DATA_DIR: join(folder.path, name), PORT: '0' };
  const server = ServerProcess.start({ env });
  servers.push(server);
  return server.ready();
}

describe('servers on a PostgreSQL of somebody else', () => {
  it('migrate it once, although they start together, and share the signing key that is kept there', async () => {
    const [one, other] = await Promise.all([start('one'), start('other')]);
    const person = await Person.join(one);
    const answer = await fetch(`${other}/api/users/me`, {
      headers: { authorization: `Bearer ${person.tokens.accessToken}` },
    });
    expect(await answer.json()).toMatchObject({ id: person.id });
  });

  it('bring no PostgreSQL of their own', () => {
    expect(existsSync(join(folder.path, 'one/postgres'))).toBe(false);
  });
});
