import {
  type ConversationAction,
  type ConversationKind,
  type ErrorBody,
  type Role,
  conversationActions,
  may,
  mayActOn,
  mayGive,
  roles,
} from '@parley/contracts';
import { Crowd } from '../crowd';
import { type Person, history } from '../person';
import { type TestServer, startServer } from '../server';
import { add, create, leave, send, setRole } from './place';

let server: TestServer;
const crowd = new Crowd(() => server.url);
beforeAll(async () => (server = await startServer({ RATE_LIMIT_FACTOR: '1000' })));
afterAll(() => server.close());

type Setting = 'plain' | 'announcement' | 'archived';
const settings: Setting[] = ['plain', 'announcement', 'archived'];
const kinds: ConversationKind[] = ['direct', 'group', 'room'];

/** People the cells use again and again: registering one for each would take minutes. */
let people: { boss: Person; actor: Person; other: Person; fresh: Person };
beforeAll(async () => {
  const [boss, actor, other, fresh] = (await Promise.all(Array.from({ length: 4 }, () => crowd.join()))) as [
    Person,
    Person,
    Person,
    Person,
  ];
  people = { boss, actor, other, fresh };
});

async function scene(kind: ConversationKind, role: Role, setting: Setting): Promise<string> {
  const { boss, actor, other } = people;
  const { id } = await create(boss, {
    kind,
    memberIds: [actor.id, other.id],
    announcement: setting === 'announcement',
  });
  await setRole(boss, id, actor, role);
  await send(boss, id);
  if (setting === 'archived') await boss.ask('PATCH', `/api/chat/${id}`, { archived: true });
  return id;
}

/** Places where nothing was allowed yet, and how they were: the next attempt finds them as new. */
const untouched = new Map<string, { id: string; before: unknown }>();

/** In a place for this attempt, and for those after it as long as each is refused: a refusal has to change nothing. */
async function attemptIn(key: string, make: () => Promise<string>, attempt: (id: string) => ReturnType<Person['ask']>) {
  const see = async (id: string) => (await people.boss.ask('GET', `/api/chat/${id}`)).body;
  const fresh = async () => {
    const id = await make();
    return { id, before: await see(id) };
  };
  const place = untouched.get(key) ?? (await fresh());
  untouched.delete(key);
  const answer = await attempt(place.id);
  if (answer.status >= 300) {
    expect(await see(place.id)).toEqual(place.before);
    untouched.set(key, place);
  }
  return answer;
}

/** Where another's newest message stands. */
async function messageOf(id: string): Promise<string> {
  const { items } = await history(people.actor, id);
  return `/api/chat/${id}/messages/${items.find(({ senderId }) => senderId !== people.actor.id)?.id}`;
}

/** Each action as an outside client would try it. */
const attempts: Record<ConversationAction, (id: string) => ReturnType<Person['ask']>> = {
  read: (id) => people.actor.ask('GET', `/api/chat/${id}/messages`),
  send: (id) => send(people.actor, id),
  react: async (id) => people.actor.ask('PUT', `${await messageOf(id)}/reactions/${encodeURIComponent('👍')}`),
  pin: async (id) => people.actor.ask('PUT', `${await messageOf(id)}/pin`),
  moderate: async (id) => people.actor.ask('DELETE', `${await messageOf(id)}?for=everyone`),
  edit: (id) => people.actor.ask('PATCH', `/api/chat/${id}`, { name: 'quay' }),
  configure: (id) => people.actor.ask('PATCH', `/api/chat/${id}`, { history: 'all' }),
  archive: (id) => people.actor.ask('PATCH', `/api/chat/${id}`, { archived: true }),
  delete: (id) => people.actor.ask('DELETE', `/api/chat/${id}`),
  add: (id) => add(people.actor, id, people.fresh),
  remove: (id) => people.actor.ask('DELETE', `/api/chat/${id}/members/${people.other.id}`),
  ban: (id) => people.actor.ask('PUT', `/api/chat/${id}/bans/${people.other.id}`),
  role: (id) => setRole(people.actor, id, people.other, 'read_only'),
  leave: (id) => leave(people.actor, id),
};

const cells = kinds
  .filter((kind) => kind !== 'direct')
  .flatMap((kind) =>
    settings.flatMap((setting) =>
      roles.flatMap((role) => conversationActions.map((action) => ({ kind, setting, role, action }))),
    ),
  );

describe('the table of permissions', () => {
  it.each(cells)('$kind, $setting: $role may $action or not, as it says', async ({ kind, setting, role, action }) => {
    const archivedAt = setting === 'archived' ? '2026-01-01T00:00:00.000Z' : null;
    const allowed = may(role, action, { kind, announcement: setting === 'announcement', archivedAt });
    const make = () => scene(kind, role, setting);
    const { status, body } = await attemptIn(`${kind} ${setting} ${role}`, make, attempts[action]);
    expect([status < 300, (body as ErrorBody).code]).toEqual([allowed, allowed ? undefined : 'forbidden']);
  });

  it.each(conversationActions)('in a direct conversation both may %s or neither', async (action) => {
    const { id } = await people.actor.openDirect(people.other);
    await send(people.other, id);
    const allowed = may('member', action, { kind: 'direct', announcement: false, archivedAt: null });
    expect((await attempts[action](id)).status < 300).toBe(allowed);
  });

  const pairs = roles.flatMap((mine) => roles.map((theirs) => ({ mine, theirs })));

  it.each(pairs)('$mine removes $theirs or not', async ({ mine, theirs }) => {
    const id = await scene('group', mine, 'plain');
    await setRole(people.boss, id, people.other, theirs);
    const { status } = await attempts.remove(id);
    expect(status < 300).toBe(mayActOn(mine, theirs));
  });

  it.each(pairs.flatMap((pair) => roles.map((to) => ({ ...pair, to }))))(
    '$mine makes $theirs $to or not',
    async ({ mine, theirs, to }) => {
      const make = async () => {
        const id = await scene('group', mine, 'plain');
        await setRole(people.boss, id, people.other, theirs);
        return id;
      };
      const giving = (id: string) => setRole(people.actor, id, people.other, to);
      const { status } = await attemptIn(`${mine} to ${theirs}`, make, giving);
      expect(status < 300).toBe(mayGive(mine, theirs, to));
    },
  );

  it('lets nobody raise themselves', async () => {
    for (const role of ['admin', 'member', 'read_only'] as const) {
      const id = await scene('group', role, 'plain');
      expect((await setRole(people.actor, id, people.actor, 'owner')).status).toBe(403);
    }
  });
});
