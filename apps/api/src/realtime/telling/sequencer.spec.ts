import { setTimeout as sleep } from 'node:timers/promises';
import type { Filling, Gap } from './gap';
import { Sequencer } from './sequencer';

interface Said {
  rev: number;
  text: string;
}

const said = (rev: number, text = `r${rev}`): Said => ({ rev, text });

function open(read: (gaps: Gap[]) => Filling<Said>[] | Promise<Filling<Said>[]> = () => [], holdsOwn = true) {
  const told: string[] = [];
  const asked: Gap[][] = [];
  const sequencer = new Sequencer<Said>({
    revOf: ({ rev }) => rev,
    relabel: ({ text }, rev) => ({ rev, text }),
    holdsOwn,
    isHeard: (id) => id !== 'nobody',
    tell: (_, { rev, text }, except) => void told.push(`${rev}:${text}${except ? ` not ${except}` : ''}`),
    read: async (gaps) => {
      asked.push(gaps);
      return read(gaps);
    },
  });
  return { sequencer, told, asked };
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(5);
}

describe('a counter that is told', () => {
  it('tells each rev once, whoever brings it, and how often', async () => {
    const { sequencer, told, asked } = open();
    sequencer.begin('c', 3);
    sequencer.mine('c', said(4), 'socket');
    sequencer.theirs('c', said(4));
    sequencer.theirs('c', said(5));
    sequencer.theirs('c', said(3));
    sequencer.mine('c', said(5));
    await sequencer.stand([['c', 5]]);
    await sleep(80);
    expect(told).toEqual(['4:r4 not socket', '5:r5']);
    expect(asked).toEqual([]);
  });

  it('tells what others did in order, when what was missing comes in time', async () => {
    const { sequencer, told, asked } = open();
    sequencer.begin('c', 0);
    for (const rev of [3, 2, 4, 1]) sequencer.theirs('c', said(rev));
    await sleep(80);
    expect(told).toEqual(['1:r1', '2:r2', '3:r3', '4:r4']);
    expect(asked).toEqual([]);
  });

  it('tells its own after what is missing before it, and still not to who did it', async () => {
    const { sequencer, told, asked } = open(() => [{ id: 'c', upTo: 4, events: [1, 2, 3, 4].map((rev) => said(rev)) }]);
    sequencer.begin('c', 0);
    sequencer.mine('c', said(2), 'socket');
    sequencer.theirs('c', said(1));
    expect(told).toEqual(['1:r1', '2:r2 not socket']);
    sequencer.mine('c', said(4), 'socket');
    await until(() => told.length === 4);
    expect(told.slice(2)).toEqual(['3:r3', '4:r4 not socket']);
    expect(asked).toEqual([[{ id: 'c', after: 2 }]]);
  });

  it('where its own takes effect at once, tells later what was missing before it', async () => {
    const filling = { id: 'c', upTo: 2, events: [said(1, 'read'), said(2, 'read')] };
    const { sequencer, told, asked } = open(() => [filling], false);
    sequencer.begin('c', 0);
    sequencer.mine('c', said(2));
    expect(told).toEqual(['2:r2']);
    await until(() => told.length === 2);
    expect(told).toEqual(['2:r2', '1:read']);
    expect(asked).toEqual([[{ id: 'c', after: 0 }]]);
  });

  it('reads a gap that stays open once, and then goes on in order', async () => {
    const { sequencer, told, asked } = open(() => [
      { id: 'c', upTo: 4, events: [1, 2, 3, 4].map((rev) => said(rev, 'read')) },
    ]);
    sequencer.begin('c', 0);
    for (const rev of [2, 4]) sequencer.theirs('c', said(rev));
    await until(() => told.length === 4);
    expect(told).toEqual(['1:read', '2:r2', '3:read', '4:r4']);
    expect(asked).toHaveLength(1);
  });

  it('tells a rev that was replaced as the one that replaced it, so that nobody finds a hole', async () => {
    const { sequencer, told } = open(() => [{ id: 'c', upTo: 4, events: [said(1), said(4, 'edited twice')] }]);
    sequencer.begin('c', 0);
    await sequencer.stand([['c', 4]]);
    expect(told).toEqual(['1:r1', '2:edited twice', '3:edited twice', '4:edited twice']);
  });

  it('does not spell out an endless gap', async () => {
    const { sequencer, told } = open(() => [{ id: 'c', upTo: 9_000, events: [said(9_000)] }]);
    sequencer.begin('c', 0);
    await sequencer.stand([['c', 9_000]]);
    expect(told.at(-1)).toBe('9000:r9000');
    expect(told.length).toBeLessThan(60);
  });

  it('keeps a gap it could not read, says so to who asked for it, and reads it again', async () => {
    let isDown = true;
    const { sequencer, told, asked } = open(() => {
      if (isDown) throw new Error('The database is away.');
      return [{ id: 'c', upTo: 2, events: [said(1), said(2)] }];
    });
    sequencer.begin('c', 0);
    await expect(sequencer.stand([['c', 2]])).rejects.toThrow('The database is away.');
    sequencer.theirs('c', said(2));
    await until(() => asked.length === 2);
    isDown = false;
    await until(() => told.length > 0);
    expect(told).toEqual(['1:r1', '2:r2']);
  });

  it('forgets a rev that nobody made, instead of asking for it for ever', async () => {
    const { sequencer, told, asked } = open(() => [{ id: 'c', upTo: 1, events: [said(1)] }]);
    sequencer.begin('c', 1);
    sequencer.theirs('c', said(2 ** 31));
    await until(() => asked.length === 1);
    await sleep(150);
    sequencer.theirs('c', said(2));
    expect(told).toEqual(['2:r2']);
    expect(asked).toHaveLength(1);
  });

  it.each(['heard of', 'found by the sweep'])('goes on reading what was too much for one page: %s', async (how) => {
    const page = (after: number) => [after + 1, after + 2].filter((rev) => rev <= 5).map((rev) => said(rev));
    const fill = ({ id, after }: Gap) => ({ id, upTo: Math.min(after + 2, 5), events: page(after), more: after < 4 });
    const { sequencer, told, asked } = open((gaps) => gaps.map(fill));
    sequencer.begin('c', 0);
    if (how === 'heard of') sequencer.theirs('c', said(5));
    else await sequencer.stand([['c', 5]]);
    await until(() => how !== 'heard of' || told.length === 5);
    expect(told).toEqual(['1:r1', '2:r2', '3:r3', '4:r4', '5:r5']);
    expect(asked.map(([gap]) => gap?.after).slice(0, 2)).toEqual([0, 2]);
  });

  it('begins where it first hears of something, and forgets what nobody hears', () => {
    const { sequencer, told } = open();
    sequencer.theirs('c', said(7));
    sequencer.theirs('nobody', said(1));
    sequencer.forget('c');
    sequencer.theirs('c', said(7));
    expect(told).toEqual(['7:r7', '7:r7']);
  });
});
