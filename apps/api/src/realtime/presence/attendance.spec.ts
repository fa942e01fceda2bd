import { Attendance, graceMs } from './attendance';

const open = () => {
  const attendance = new Attendance();
  attendance.arrive('phone', { userId: 'hana', state: 'away' });
  attendance.arrive('desk', { userId: 'hana', state: 'online' });
  attendance.take(0);
  return attendance;
};

describe('who is at a node', () => {
  it('counts the most present device of a person', () => {
    const attendance = open();
    expect(attendance.stateOf('hana')).toBe('online');
    attendance.set('desk', 'hana', 'away');
    expect([...attendance.take(0)]).toEqual([['hana', 'away']]);
    attendance.set('phone', 'hana', 'online');
    expect([...attendance.everybody]).toEqual([['hana', 'away']]);
    expect([...attendance.take(0)]).toEqual([['hana', 'online']]);
  });

  it('tells nothing of what was undone meanwhile', () => {
    const attendance = open();
    attendance.set('desk', 'hana', 'away');
    attendance.set('desk', 'hana', 'online');
    expect(attendance.take(0).size).toBe(0);
  });

  it('lets a socket that closed count for a moment, and then no longer', () => {
    const attendance = open();
    attendance.depart('desk', 'hana', 1_000);
    expect(attendance.take(1_000 + graceMs - 1).size).toBe(0);
    expect([...attendance.take(1_000 + graceMs)]).toEqual([['hana', 'away']]);
    attendance.depart('phone', 'hana', 10_000);
    expect([...attendance.take(10_000 + graceMs)]).toEqual([['hana', null]]);
    expect([...attendance.everybody]).toEqual([]);
    expect(attendance.stateOf('hana')).toBeNull();
  });

  it('takes whoever is back in time for never gone', () => {
    const attendance = open();
    for (let now = 0; now < 20 * graceMs; now += 2_000) {
      attendance.depart(now === 0 ? 'desk' : `desk ${now - 2_000}`, 'hana', now);
      attendance.arrive(`desk ${now}`, { userId: 'hana', state: 'online' });
      expect(attendance.take(now).size).toBe(0);
    }
  });

  it('ignores what a socket says that is not there', () => {
    const attendance = open();
    attendance.set('other', 'hana', 'online');
    attendance.set('desk', 'tomas', 'away');
    attendance.depart('desk', 'tomas', 0);
    attendance.depart('desk', 'hana', 0);
    attendance.set('desk', 'hana', 'away');
    expect(attendance.take(0).size).toBe(0);
    expect(attendance.stateOf('tomas')).toBeNull();
  });
});
