import type { HttpError, SignedIn } from '@parley/contracts';
import { setTimeout as sleep } from 'node:timers/promises';
import { Config } from '../src/config';
import { RevokedSessions } from '../src/modules/auth/sessions/revoked-sessions';
import { SessionCleanup } from '../src/modules/auth/sessions/session-cleanup.worker';
import { SessionsRepository } from '../src/modules/auth/sessions/sessions.repository';
import { Database } from '../src/platform/database';
import { Log } from '../src/platform/logging';
import { Publisher } from '../src/realtime';
import { Person, request } from './person';
import { type TestServer, startServer } from './server';

let server: TestServer;
let database: Database;
beforeAll(async () => {
  server = await startServer();
  database = server.app.get(Database);
});
afterAll(() => server.close());

const sessionOf = async ({ id }: Person): Promise<string> =>
  (await database.prisma.session.findFirstOrThrow({ where: { userId: id } })).id;

describe('a node that was away', () => {
  /** The real queries, on a node whose last good sweep is a minute ago and that cannot reach the database for a while. */
  class Away extends SessionsRepository {
    failures = 0;
    private asked = 0;

    override async revokedSince(since: string | null, seconds: number) {
      this.asked += 1;
      if (this.asked === 2 || this.asked === 3) {
        this.failures += 1;
        throw new Error('the database is away');
      }
      const found = await super.revokedSince(since, seconds);
      return this.asked === 1 ? { ...found, now: new Date(Date.now() - 60_000).toISOString() } : found;
    }
  }

  it('still learns of every session that ended meanwhile', async () => {
    const ended = await sessionOf(await Person.join(server.url));
    const alive = await sessionOf(await Person.join(server.url));
    const away = new Away(database);
    const revoked = new RevokedSessions(away, server.app.get(Publisher), server.app.get(Config), server.app.get(Log));
    await revoked.onModuleInit();
    try {
      await database.prisma
        .$executeRaw`UPDATE sessions SET revoked_at = now() - interval '45 seconds' WHERE id = ${ended}::uuid`;
      for (let i = 0; i < 100 && !revoked.has(ended); i += 1) await sleep(100);
      expect([revoked.has(ended), revoked.has(alive), away.failures]).toEqual([true, false, 2]);
    } finally {
      await revoked.onModuleDestroy();
    }
  });
});

describe('what is kept of sessions', () => {
  const refresh = async (refreshToken: string | undefined) =>
    request(server.url, 'POST', '/api/auth/refresh', { body: { refreshToken } });

  it('forgets refresh tokens a week after they were replaced, and still refuses them', async () => {
    const person = await Person.join(server.url);
    const first = person.tokens.refreshToken;
    const second = (await refresh(first)).body as SignedIn;
    const sessionId = await sessionOf(person);
    await database.prisma.$executeRaw`
      UPDATE refresh_tokens SET replaced_at = replaced_at - interval '8 days' WHERE session_id = ${sessionId}::uuid`;
    const third = (await refresh(second.refreshToken)).body as SignedIn;
    expect(await database.prisma.refreshToken.count({ where: { sessionId } })).toBe(2);
    const replay = await refresh(first);
    expect([replay.status, (replay.body as HttpError).code]).toEqual([401, 'auth.refresh_invalid']);
    expect((await refresh(third.refreshToken)).status).toBe(200);
  });

  it('forgets sessions a week after their last access token died, and no sooner', async () => {
    const { id: userId } = await Person.join(server.url);
    const add = async (revokedAt: string | null, expiresAt: string): Promise<string> => {
      const [row] = await database.prisma.$queryRaw<{ id: string }[]>`
        INSERT INTO sessions (id, user_id, revoked_at, expires_at) VALUES
        (gen_random_uuid(), ${userId}::uuid, now() + ${revokedAt}::interval, now() + ${expiresAt}::interval)
        RETURNING id::text`;
      return row?.id ?? '';
    };
    const gone = [await add('-8 days', '80 days'), await add(null, '-8 days')];
    const kept = [await add('-7 days', '80 days'), await add(null, '-6 days'), await add(null, '1 day')];
    await server.app.get(SessionCleanup, { strict: false }).run(new AbortController().signal);
    const left = new Set((await database.prisma.session.findMany({ where: { userId } })).map(({ id }) => id));
    expect(gone.filter((id) => left.has(id))).toEqual([]);
    expect(kept.filter((id) => !left.has(id))).toEqual([]);
  });
});

describe('signing in', () => {
  it('asks the database the same for a wrong password as for nobody', async () => {
    const person = await Person.join(server.url);
    const query = jest.spyOn(database.pool, 'query');
    const asked = async (login: string): Promise<string[]> => {
      query.mockClear();
      const body = { login, password: 'wrong horse battery' };
      expect((await request(server.url, 'POST', '/api/auth/login', { body })).status).toBe(401);
      const texts = query.mock.calls.map(([statement]: unknown[]) => JSON.stringify(statement));
      return texts.filter((text) => /users|credentials/.test(text)).map((text) => text.replace(/,"values".*/, ''));
    };
    const wrong = await asked(person.user.username);
    expect(wrong).toHaveLength(1);
    expect(await asked('nobody')).toEqual(wrong);
    query.mockRestore();
  });
});
