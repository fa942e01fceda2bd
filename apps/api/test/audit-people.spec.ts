import type { AuditEntry, Invite, Page, SignedIn } from '@parley/contracts';
import { Crowd } from './crowd';
import { type Person, request } from './person';
import { type TestServer, startServer } from './server';

let server: TestServer;
let owner: Person;
const crowd = new Crowd(() => server.url);

beforeAll(async () => {
  server = await startServer({ RATE_LIMIT_FACTOR: '1000' });
  owner = await crowd.join('owner');
});
afterAll(() => server.close());

const told = async (query: string) => (await owner.get<Page<AuditEntry>>(`/api/admin/audit?${query}`)).items;

describe('what is remembered of people', () => {
  it('who came by which invite, from where', async () => {
    const { id: inviteId, code } = (await owner.ask('POST', '/api/invites', { role: 'guest' })).body as Invite;
    const body = { email: 'new@example.org', username: 'newcomer', password: 'correct horse battery', invite: code };
    const headers = { 'user-agent': 'Test/1.0' };
    const { user } = (await request(server.url, 'POST', '/api/auth/register', { body, headers })).body as SignedIn;
    await owner.ask('DELETE', `/api/invites/${inviteId}`);
    const registered = { type: 'registered', data: { role: 'guest' }, userAgent: 'Test/1.0', address: '127.0.0.1' };
    expect(await told(`userId=${user.id}`)).toEqual(
      expect.arrayContaining([
        expect.objectContaining(registered),
        expect.objectContaining({ type: 'invite_redeemed', data: { inviteId } }),
      ]),
    );
    expect(await told('type=invite_created')).toMatchObject([
      { data: { inviteId, role: 'guest' }, actor: { id: owner.id } },
    ]);
    expect(await told('type=invite_revoked')).toMatchObject([{ data: { inviteId } }]);
    // The secret of the link is nowhere in it.
    expect(JSON.stringify(await told('limit=200'))).not.toContain(code);
  });

  it('what was changed of the server', async () => {
    await owner.ask('PATCH', '/api/server', { name: 'Harbour', registration: 'invite' });
    expect(await told('type=server_changed')).toMatchObject([
      { actor: { id: owner.id, username: 'owner' }, data: { name: 'Harbour', registration: 'invite' } },
    ]);
    await owner.ask('PATCH', '/api/server', { registration: 'open' });
  });

  it('nothing of an account that was not made', async () => {
    const before = (await told('type=registered')).length;
    const body = { email: 'owner@example.org', username: 'another', password: 'correct horse battery' };
    expect((await request(server.url, 'POST', '/api/auth/register', { body })).status).toBe(409);
    expect(await told('type=registered')).toHaveLength(before);
  });

  it('who blocked whom, once', async () => {
    const { mira, noor } = await crowd.pair();
    for (const method of ['PUT', 'PUT', 'DELETE', 'DELETE']) await mira.ask(method, `/api/users/me/blocks/${noor.id}`);
    const types = (await told(`userId=${noor.id}`))
      .filter(({ actor }) => actor?.id === mira.id)
      .map(({ type }) => type);
    expect(types).toEqual(['user_unblocked', 'user_blocked']);
  });
});
