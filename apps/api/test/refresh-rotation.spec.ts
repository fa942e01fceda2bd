import type { SignedIn } from '@parley/contracts';
import fc from 'fast-check';
import { SessionsService } from '../src/modules/auth';
import { UsersService } from '../src/modules/users';
import { Database } from '../src/platform/database';
import { Crowd } from './crowd';
import { request } from './person';
import { type TestServer, startServer } from './server';

jest.setTimeout(120_000);

/** Two nodes on one database. Their limits are those of people, not of tests that never pause. */
let nodes: [TestServer, TestServer];
const crowd = new Crowd(() => nodes[0].url);
beforeAll(async () => {
  const one = await startServer({ RATE_LIMIT_FACTOR: '1000' });
  nodes = [one, await startServer({ RATE_LIMIT_FACTOR: '1000', DATABASE_URL: one.databaseUrl })];
});
afterAll(async () => {
  await nodes[1].close();
  await nodes[0].close();
});

type Act =
  /** `lost`: the server answered, and the answer never arrived. */
  { who: 'tab'; node: 0 | 1; lost: boolean } | { who: 'thief'; node: 0 | 1 } | { who: 'leaving'; node: 0 | 1 };

/** What happens at once; then perhaps the thief copies what the browser holds, and perhaps eleven seconds pass. */
interface Step {
  acts: Act[];
  steal: boolean;
  pause: boolean;
}

const node = fc.constantFrom<0 | 1>(0, 1);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ who: fc.constant('tab' as const), node, lost: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ who: fc.constant('thief' as const), node }) },
  { weight: 1, arbitrary: fc.record({ who: fc.constant('leaving' as const), node }) },
);
const step: fc.Arbitrary<Step> = fc.record({
  acts: fc.array(act, { minLength: 1, maxLength: 4 }),
  steal: fc.boolean(),
  pause: fc.boolean(),
});

/** What the rules say of one sign-in, in a few lines, without a database. */
class Rules {
  over = false;
  /** Of each token: in which pause it was replaced. */
  private readonly replaced = new Map<string, number>();
  private pauses = 0;

  isStale(token: string): boolean {
    const at = this.replaced.get(token);
    return at !== undefined && at < this.pauses;
  }

  used(token: string): void {
    if (!this.replaced.has(token)) this.replaced.set(token, this.pauses);
  }

  pause(): void {
    this.pauses += 1;
  }
}

/** One sign-in: a browser with two tabs that share what they hold, and a thief who holds what he copied. */
class SignIn {
  private readonly rules = new Rules();
  private readonly known: string[] = [];
  private accessToken: string;
  private stolen: string | undefined;

  constructor(
    private readonly sessionId: string,
    private jar: string,
    first: string,
  ) {
    this.accessToken = first;
  }

  get isOver(): boolean {
    return this.rules.over;
  }

  async play({ acts, steal, pause }: Step): Promise<void> {
    const held = acts.map((each) => ({ each, token: each.who === 'thief' ? this.stolen : this.jar }));
    const begun = held.flatMap(({ each, token }) => (token === undefined ? [] : [{ each, token }]));
    const ends = begun.some(({ each, token }) => each.who === 'leaving' || this.rules.isStale(token));
    const answers = await Promise.all(begun.map(async (one) => ({ ...one, ...(await ask(one.each, one.token)) })));
    for (const { each, token, status, body } of answers) {
      const sure = this.expected(token, ends);
      if (each.who !== 'leaving' && sure) expect([each, status]).toEqual([each, sure]);
      if (status === 200) this.take(each, body as SignedIn);
    }
    for (const { each, token } of begun) if (each.who !== 'leaving') this.rules.used(token);
    this.rules.over ||= ends;
    await this.check();
    if (steal) this.stolen = this.jar;
    if (pause) await this.pause();
  }

  /** Of those at the same moment as an end, nobody can say which came first. */
  private expected(token: string, ends: boolean): 401 | 200 | null {
    if (this.rules.over || this.rules.isStale(token)) return 401;
    return ends ? null : 200;
  }

  private take(each: Act, { refreshToken = '', accessToken }: SignedIn): void {
    this.known.push(refreshToken);
    this.accessToken = accessToken;
    if (each.who === 'thief') this.stolen = refreshToken;
    if (each.who === 'tab' && !each.lost) this.jar = refreshToken;
  }

  /** Either its access tokens are taken everywhere, or it is over in the database, and nothing of it opens anything again. */
  private async check(): Promise<void> {
    const { prisma } = nodes[0].app.get(Database);
    const session = await prisma.session.findUniqueOrThrow({ where: { id: this.sessionId } });
    expect(session.revokedAt !== null).toBe(this.rules.over);
    const headers = { authorization: `Bearer ${this.accessToken}` };
    if (!this.rules.over) {
      const asked = nodes.map(({ url }) => request(url, 'GET', '/api/users/me', { headers }));
      expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([200, 200]);
      return;
    }
    const tries = [this.jar, ...this.known].map((token) => ask({ who: 'tab', node: 1, lost: true }, token));
    for (const { status } of await Promise.all(tries)) expect(status).toBe(401);
  }

  private async pause(): Promise<void> {
    this.rules.pause();
    await nodes[0].app.get(Database).prisma.$executeRaw`
      UPDATE refresh_tokens SET replaced_at = replaced_at - interval '11 seconds'
      WHERE session_id = ${this.sessionId}::uuid`;
  }
}

const ask = ({ who, node: which }: Act, refreshToken: string) =>
  request(nodes[which].url, 'POST', who === 'leaving' ? '/api/auth/logout' : '/api/auth/refresh', {
    body: { refreshToken },
  });

async function signIn(): Promise<SignIn> {
  const { id } = await person;
  const whole = await nodes[0].app.get(UsersService).find(id);
  const device = { userAgent: null, address: null };
  const { accessToken, refreshToken } = await nodes[0].app.get(SessionsService).open(whole, device, false);
  const claims = Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString();
  return new SignIn((JSON.parse(claims) as { sid: string }).sid, refreshToken, accessToken);
}
let person: ReturnType<Crowd['join']>;
beforeAll(() => (person = crowd.join()));

const tab = (lost = false, which: 0 | 1 = 0): Act => ({ who: 'tab', node: which, lost });
const thief: Act = { who: 'thief', node: 1 };

describe('refresh tokens', () => {
  it('do what their rules say, whoever uses them, however often, at once, on whichever node', async () => {
    const seen = { over: 0, alive: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const family = await signIn();
        for (const each of steps) await family.play(each);
        seen[family.isOver ? 'over' : 'alive'] += 1;
      }),
      { numRuns: 25 },
    );
    // Both ends are worth nothing where one of them never comes.
    expect(Math.min(seen.over, seen.alive)).toBeGreaterThan(0);
  });

  it('keep two tabs signed in that refresh at once on two nodes, for as long as they like, answers lost or not', async () => {
    const lost = fc.array(fc.boolean(), { minLength: 2, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(lost, async (losses) => {
        const family = await signIn();
        for (const one of losses) {
          await family.play({ acts: [tab(one), tab(one, 1)], steal: false, pause: false });
          await family.play({ acts: [tab()], steal: false, pause: true });
        }
        expect(family.isOver).toBe(false);
      }),
      { numRuns: 10 },
    );
  });

  it.each([
    ['before its owner', [thief], [tab()]],
    ['after its owner', [tab()], [thief]],
    ['again and again before its owner', [thief, thief, thief], [tab(), tab(false, 1)]],
  ])('end the family when a thief uses one %s, for both of them', async (_, first, second) => {
    const family = await signIn();
    await family.play({ acts: [tab()], steal: true, pause: true });
    await family.play({ acts: first, steal: false, pause: true });
    expect(family.isOver).toBe(false);
    await family.play({ acts: second, steal: false, pause: false });
    expect(family.isOver).toBe(true);
    await family.play({ acts: [tab(), thief], steal: false, pause: false });
  });
});
