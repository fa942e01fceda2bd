import type { User } from '@parley/contracts';
import { VirtualClock } from '../test/virtual-clock';
import { ParleyError } from './parley.errors';
import type { Requests } from './surface';
import { Roster } from './users';

const user = (id: string): User => ({ id, username: id, name: id.toUpperCase(), avatarUrl: null });

/** A server that takes ten milliseconds and remembers what it was asked. */
class Directory implements Requests {
  readonly asked: string[] = [];
  most = 0;
  refusal: ParleyError | null = null;
  private open = 0;

  constructor(private readonly clock: VirtualClock) {}

  async request<T>(_method: string, path: string): Promise<T> {
    const id = path.replace('/api/users/', '');
    this.asked.push(id);
    this.open += 1;
    this.most = Math.max(this.most, this.open);
    await new Promise<void>((resolve) => this.clock.after(10, resolve));
    this.open -= 1;
    if (this.refusal) throw this.refusal;
    return user(id) as T;
  }
}

function setUp() {
  const clock = new VirtualClock();
  const directory = new Directory(clock);
  const roster = new Roster(directory, clock);
  const told = jest.fn();
  roster.subscribe(told);
  return { clock, directory, roster, told };
}

describe('a person nobody has met', () => {
  it('is looked up once, not while the page draws, and then everybody is told', async () => {
    const { clock, directory, roster, told } = setUp();
    expect(roster.get('hana')).toBeUndefined();
    expect(roster.get('hana')).toBeUndefined();
    expect(directory.asked).toEqual([]);
    await clock.pass(5);
    expect(roster.get('hana')).toBeUndefined();
    await clock.pass(20);
    expect(roster.get('hana')).toEqual(user('hana'));
    expect(directory.asked).toEqual(['hana']);
    expect(told).toHaveBeenCalledTimes(1);
  });

  it('waits for a few others, never for all of them', async () => {
    const { clock, directory, roster } = setUp();
    const ids = Array.from({ length: 11 }, (_, n) => `person-${n}`);
    for (const id of ids) roster.get(id);
    await clock.pass(100);
    expect(directory.most).toBe(4);
    expect(directory.asked).toEqual(ids);
    expect([...roster.known().keys()]).toEqual(ids);
  });

  it('is asked about again after a failure, but not at every drawing', async () => {
    const { clock, directory, roster } = setUp();
    directory.refusal = new ParleyError('unavailable', 'Away.');
    roster.get('hana');
    await clock.pass(1_000);
    roster.get('hana');
    await clock.pass(1_000);
    expect(directory.asked).toEqual(['hana']);
    directory.refusal = null;
    await clock.pass(30_000);
    roster.get('hana');
    await clock.pass(1_000);
    expect(roster.get('hana')?.name).toBe('HANA');
  });

  it('who is nobody is asked about once', async () => {
    const { clock, directory, roster } = setUp();
    directory.refusal = new ParleyError('not_found', 'Nobody.');
    for (let hour = 0; hour < 3; hour += 1) {
      roster.get('ghost');
      await clock.pass(3_600_000);
    }
    expect(directory.asked).toEqual(['ghost']);
  });

  it('stays unknown to the next person who signs in', async () => {
    const { clock, directory, roster } = setUp();
    roster.get('hana');
    await clock.pass(5);
    roster.forget();
    await clock.pass(1_000);
    expect(roster.known().size).toBe(0);
    roster.get('hana');
    await clock.pass(1_000);
    expect(directory.asked).toEqual(['hana', 'hana']);
  });
});

describe('a person known by name only', () => {
  it('has a name at once, and the rest soon', async () => {
    const { clock, roster } = setUp();
    roster.meetNames([{ userId: 'hana', name: 'Hana' }]);
    expect(roster.get('hana')).toMatchObject({ name: 'Hana', username: null });
    await clock.pass(1_000);
    expect(roster.get('hana')).toEqual(user('hana'));
  });

  it('is not asked about when a member list told the username, and keeps it when a summary tells the name again', async () => {
    const { clock, directory, roster } = setUp();
    roster.meetNames([{ userId: 'hana', name: 'Hana', username: 'hana' }]);
    roster.meetNames([{ userId: 'hana', name: 'Hana S.' }]);
    expect(roster.get('hana')).toMatchObject({ name: 'Hana S.', username: 'hana' });
    await clock.pass(1_000);
    expect(directory.asked).toEqual([]);
  });
});
