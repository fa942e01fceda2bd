import { ParleyClient } from '../src/client';
import { World } from './world';

async function deviceOf(world: World, userId: string) {
  const device = await world.join(userId);
  await world.clock.pass(1_000);
  return device;
}

describe('signing in', () => {
  let world: World;
  beforeEach(() => (world = new World(ParleyClient, 7)));
  afterEach(() => world.stop());

  /** Somebody at a page where nobody is signed in yet. */
  const stranger = async (userId: string) => {
    const { client } = await deviceOf(world, userId);
    await during(client.session.logout());
    return client;
  };
  const during = async <T>(work: Promise<T>): Promise<T> => {
    const [answer] = await Promise.all([work, world.clock.pass(1_000)]);
    return answer;
  };

  it('answers a challenge where a second factor is due, and signs in with that', async () => {
    const client = await stranger('ada');
    world.server.withSecondFactor.add('ada');
    const answer = await during(client.session.login({ login: 'ada', password: 'open sesame' }));
    expect(answer).toEqual({ challenge: 'challenge-ada', methods: ['totp'] });
    expect(client.session.state).toBe('signed-out');
    const request = { challenge: 'challenge-ada', method: 'totp', code: '246810' } as const;
    expect((await during(client.session.secondFactor(request))).id).toBe('ada');
    expect(client.session.state).toBe('signed-in');
  });

  it('stays signed out after a wrong code', async () => {
    const client = await stranger('ada');
    const wrong = client.session.signInWithCode({ email: 'ada@example.org', code: '000000' });
    await expect(during(wrong)).rejects.toMatchObject({ code: 'auth.code_invalid' });
    expect(client.session.snapshot()).toEqual({ state: 'signed-out', me: null, ended: null });
  });

  it('signs in with a mailed code, second factor or not', async () => {
    const client = await stranger('ada');
    await during(client.session.requestCode('ada@example.org'));
    const request = { email: 'ada@example.org', code: '123456' };
    world.server.withSecondFactor.add('ada');
    expect(await during(client.session.signInWithCode(request))).toHaveProperty('challenge');
    world.server.withSecondFactor.clear();
    expect(await during(client.session.signInWithCode(request))).toHaveProperty('id', 'ada');
    expect(client.session.state).toBe('signed-in');
  });
});

describe('who I am', () => {
  let world: World;
  beforeEach(() => (world = new World(ParleyClient, 7)));
  afterEach(() => world.stop());

  it('follows what this device and others change', async () => {
    const [here, there] = [await deviceOf(world, 'ada'), await deviceOf(world, 'ada')];
    const told = jest.fn();
    there.client.session.subscribe(told);
    const change = here.client.session.changeProfile({ name: 'Ada L.' });
    await world.clock.pass(1_000);
    expect((await change).name).toBe('Ada L.');
    for (const { client } of [here, there]) {
      expect(client.session.me?.name).toBe('Ada L.');
      expect(client.users.get('ada')?.name).toBe('Ada L.');
    }
    expect(told).toHaveBeenCalledTimes(1);
  });

  it('is not set back by an answer that took longer than a newer change', async () => {
    const { client } = await deviceOf(world, 'ada');
    world.turn({ drop: 0, double: 0, lostAnswer: 0, maxDelayMs: 400 });
    const change = client.session.changeProfile({ name: 'First' });
    await world.clock.pass(300);
    world.server.changeProfile('ada', { name: 'Second' });
    await world.settle();
    expect((await change).name).toBe('First');
    expect(client.session.me?.name).toBe('Second');
  });

  it('is caught up with after a time away, also by a page that was reloaded', async () => {
    const { client, link } = await deviceOf(world, 'ada');
    link.cut();
    world.server.changeProfile('ada', { name: 'Changed meanwhile' });
    await world.settle();
    expect(client.session.me?.name).toBe('Changed meanwhile');
    await world.reload(0);
    expect(world.devices[0]?.client.session.me?.name).toBe('Changed meanwhile');
  });

  it('is nobody once the session was ended elsewhere, and the page knows why', async () => {
    const { client } = await deviceOf(world, 'ada');
    world.server.revoke('ada');
    await world.clock.pass(1_000);
    expect(client.session.snapshot()).toEqual({ state: 'signed-out', me: null, ended: 'auth.session_revoked' });
  });

  it('is nobody once suspended', async () => {
    const { client } = await deviceOf(world, 'ada');
    world.server.suspended.add('ada');
    await world.clock.pass(16 * 60_000);
    expect(client.session.snapshot()).toEqual({ state: 'signed-out', me: null, ended: 'auth.suspended' });
  });
});
