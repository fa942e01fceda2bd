import {
  type HttpError,
  type Me,
  type Page,
  type ServerAction,
  outranks,
  serverActions,
  serverMay,
  serverRoles,
} from '@parley/contracts';
import { randomUUID } from 'node:crypto';
import { Crowd } from './crowd';
import type { Person } from './person';
import { type TestServer, startServer } from './server';
import { sqlOn } from './sql';
import { Staff, adminPath, promote } from './staff';

let server: TestServer;
let owner: Person;
const crowd = new Crowd(() => server.url);
const staff = new Staff(
  () => server,
  crowd,
  () => owner,
);

beforeAll(async () => {
  server = await startServer({ RATE_LIMIT_FACTOR: '1000' });
  owner = await crowd.join('owner');
});
afterAll(() => server.close());
afterEach(() => crowd.leave());

const codeOf = ({ body }: { body: unknown }) => (body as HttpError).code;
const roleOf = async (person: Person) => (await person.get<Me>('/api/users/me')).role;

const sql = sqlOn(() => server);

const owners = async () => (await sql(`SELECT id FROM users WHERE role = 'owner'`)).map(({ id }) => id);

describe('the table of server roles, cell by cell', () => {
  const asks: Partial<
    Record<ServerAction, (actor: Person, guest: Person) => Promise<{ status: number; body: unknown }>>
  > = {
    'server.change': (actor) => actor.ask('PATCH', '/api/server', { name: 'Harbour' }),
    'audit.read': (actor) => actor.ask('GET', '/api/admin/audit'),
    'dead-letters.manage': (actor) => actor.ask('GET', '/api/admin/dead-letters'),
    'people.read': (actor) => actor.ask('GET', '/api/admin/users'),
    'people.suspend': (actor, guest) => actor.ask('POST', adminPath(guest, '/suspend'), {}),
    'people.promote': (actor, guest) => promote(actor, guest, 'guest'),
    'invite.create': (actor) => actor.ask('POST', '/api/invites', {}),
    'directory.search': (actor) => actor.ask('GET', '/api/users?search=own'),
  };
  const elsewhere: ServerAction[] = ['server.transfer', 'invite.manage', 'conversation.create', 'room.browse'];

  it('leaves no action out', () => {
    expect([...Object.keys(asks), ...elsewhere].sort()).toEqual([...serverActions].sort());
  });

  it.each(serverRoles)('%s', async (role) => {
    const actor = await staff.someone(role);
    for (const [action, ask] of Object.entries(asks)) {
      // Somebody whom even a moderator stands above.
      const { status, body } = await ask(actor, await staff.someone('guest'));
      const may = serverMay(role, action as ServerAction);
      expect([action, status < 300, may ? undefined : (body as HttpError).code]).toEqual([
        action,
        may,
        may ? undefined : 'forbidden',
      ]);
    }
  });

  it('lets those who manage invites see everybody’s, and nobody else', async () => {
    const maker = await staff.someone('member');
    const { id } = (await maker.ask('POST', '/api/invites', {})).body as { id: string };
    for (const role of serverRoles) {
      const { items } = await (await staff.someone(role)).get<Page<{ id: string }>>('/api/invites');
      expect([role, items.some((one) => one.id === id)]).toEqual([role, serverMay(role, 'invite.manage')]);
    }
  });
});

describe('giving a role', () => {
  it('works below one’s own, for every pair and every role, and never otherwise', async () => {
    for (const from of ['admin', 'moderator', 'member', 'guest'] as const) {
      const actor = await staff.someone(from);
      for (const was of ['admin', 'moderator', 'member', 'guest'] as const) {
        const target = await staff.someone(was);
        for (const role of serverRoles) {
          const { status } = await promote(actor, target, role);
          const may = serverMay(from, 'people.promote') && outranks(from, was) && outranks(from, role);
          expect([from, was, role, status]).toEqual([from, was, role, may ? 200 : 403]);
          await staff.put(target, was);
        }
      }
    }
    expect(await owners()).toEqual([owner.id]);
  });

  it('tells the one whose role it is on every device: snapshot + event = fresh snapshot', async () => {
    const person = await crowd.join();
    const [desk, phone] = await Promise.all([person.connect(), person.connect()]);
    expect(await promote(owner, person, 'moderator')).toMatchObject({
      status: 200,
      body: { id: person.id, role: 'moderator' },
    });
    const fresh = await person.get<Me>('/api/users/me');
    expect(fresh.role).toBe('moderator');
    for (const device of [desk, phone]) {
      expect(await device.hears('self:updated')).toMatchObject({ type: 'profile', data: fresh });
    }
  });

  it('promoting oneself is refused, to whatever and by whomever', async () => {
    for (const role of ['admin', 'moderator', 'member'] as const) {
      const person = await staff.someone(role);
      for (const wanted of serverRoles) expect(codeOf(await promote(person, person, wanted))).toBe('forbidden');
      expect(await roleOf(person)).toBe(role);
    }
    for (const wanted of serverRoles) expect(codeOf(await promote(owner, owner, wanted))).toBe('forbidden');
    expect(await roleOf(owner)).toBe('owner');
  });

  it('takes a fresh proof that it is oneself', async () => {
    const person = await crowd.join();
    await sql(
      `UPDATE sessions SET proven_at = now() - interval '1 hour', created_at = now() - interval '1 hour' WHERE user_id = $1`,
      [owner.id],
    );
    expect(codeOf(await promote(owner, person, 'admin'))).toBe('auth.step_up_required');
    expect(await roleOf(person)).toBe('member');
    await owner.ask('POST', '/api/auth/step-up', { method: 'password', secret: owner.password });
    expect((await promote(owner, person, 'admin')).status).toBe(200);
  });

  it.each([
    ['a role there is not', { role: 'root' }],
    ['several roles', { role: ['admin'] }],
    ['null', { role: null }],
    ['none', {}],
    ['more than a role', { role: 'member', email: 'x@example.org' }],
    ['a prototype', JSON.parse('{"role":"member","__proto__":{"role":"owner"}}')],
  ])('refuses %s', async (_, body) => {
    const person = await crowd.join();
    expect(codeOf(await owner.ask('PATCH', adminPath(person), body))).toBe('validation.failed');
  });

  it('of nobody is not found', async () => {
    for (const id of [randomUUID(), 'nonsense', '__proto__']) {
      expect(codeOf(await promote(owner, { id }, 'member'))).toBe('not_found');
      expect(codeOf(await owner.ask('POST', adminPath({ id }, '/suspend'), {}))).toBe('not_found');
    }
  });

  it('tells those who may not give any nothing of who exists', async () => {
    const person = await crowd.join();
    expect(codeOf(await promote(person, { id: randomUUID() }, 'member'))).toBe('forbidden');
    expect(codeOf(await promote(person, owner, 'member'))).toBe('forbidden');
  });
});

describe('handing the server over', () => {
  it('makes the one who gives it an admin, and both hear of it', async () => {
    const heir = await crowd.join();
    const [old, fresh] = await Promise.all([owner.connect(), heir.connect()]);
    expect((await promote(owner, heir, 'owner')).status).toBe(200);
    expect(await owners()).toEqual([heir.id]);
    expect(await old.hears('self:updated')).toMatchObject({ type: 'profile', data: { role: 'admin' } });
    expect(await fresh.hears('self:updated')).toMatchObject({ type: 'profile', data: { role: 'owner' } });
    expect((await promote(heir, owner, 'owner')).status).toBe(200);
    expect([await roleOf(owner), await roleOf(heir)]).toEqual(['owner', 'admin']);
  });

  it('to many at once makes one of them the owner', async () => {
    const heirs = await Promise.all(Array.from({ length: 6 }, () => crowd.join()));
    const answers = await Promise.all(heirs.map((heir) => promote(owner, heir, 'owner')));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter((answer) => codeOf(answer) === 'forbidden')).toHaveLength(5);
    const heir = heirs[answers.findIndex(({ status }) => status === 200)];
    expect(await owners()).toEqual([heir?.id]);
    if (heir) await promote(heir, owner, 'owner');
    expect(await owners()).toEqual([owner.id]);
  });

  it('is refused to somebody suspended', async () => {
    const heir = await crowd.join();
    await owner.ask('POST', adminPath(heir, '/suspend'), {});
    expect(codeOf(await promote(owner, heir, 'owner'))).toBe('forbidden');
    expect(await owners()).toEqual([owner.id]);
  });

  it('an admin losing the role in the same moment gives none away', async () => {
    const admin = await staff.someone('admin');
    const target = await crowd.join();
    await Promise.all([promote(owner, admin, 'member'), promote(admin, target, 'moderator')]);
    expect(codeOf(await promote(admin, target, 'guest'))).toBe('forbidden');
    expect(await roleOf(admin)).toBe('member');
  });
});
