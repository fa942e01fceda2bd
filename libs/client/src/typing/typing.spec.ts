import { clientEvents } from '@parley/contracts';
import { VirtualClock } from '../../test/virtual-clock';
import type { Ground } from '../ground';
import { Hearing } from './hearing';
import { Telling } from './telling';

const hana = { conversationId: 'c1', userId: 'hana' };
const tomas = { conversationId: 'c1', userId: 'tomas' };

describe('hearing who types', () => {
  const open = () => {
    const clock = new VirtualClock();
    const hearing = new Hearing(clock);
    const told: (readonly string[])[] = [];
    hearing.watch('c1', () => told.push(hearing.who('c1')));
    return { clock, hearing, told };
  };

  it('keeps the order they began in, and the same array while nothing changes', async () => {
    const { clock, hearing, told } = open();
    hearing.started(hana);
    hearing.started(tomas);
    const both = hearing.who('c1');
    await clock.pass(2_000);
    hearing.started(hana);
    expect(hearing.who('c1')).toBe(both);
    expect(both).toEqual(['hana', 'tomas']);
    expect(hearing.who('c2')).toEqual([]);
    await clock.pass(0);
    expect(told).toEqual([both]);
  });

  it('ends when it is said, and by itself five seconds after the last word', async () => {
    const { clock, hearing } = open();
    hearing.started(hana);
    hearing.started(tomas);
    hearing.stopped(tomas);
    hearing.stopped(tomas);
    expect(hearing.who('c1')).toEqual(['hana']);
    await clock.pass(3_000);
    hearing.started(hana);
    await clock.pass(4_900);
    expect(hearing.who('c1')).toEqual(['hana']);
    await clock.pass(200);
    expect(hearing.who('c1')).toEqual([]);
  });

  it('forgets everybody when the connection is gone', async () => {
    const { clock, hearing, told } = open();
    hearing.started(hana);
    await clock.pass(0);
    hearing.forget();
    await clock.pass(10_000);
    expect(told).toEqual([['hana'], []]);
  });
});

describe('telling that I type', () => {
  const open = () => {
    const clock = new VirtualClock();
    const asked: string[] = [];
    const link = {
      isOpen: true,
      ask: (event: string) => {
        asked.push(event);
        return Promise.reject(new Error('refused'));
      },
    };
    const telling = new Telling({ clock, link } as unknown as Ground);
    return { clock, link, asked, telling };
  };

  it('says so once in three seconds, however many keys are pressed', async () => {
    const { clock, asked, telling } = open();
    for (let n = 0; n < 70; n += 1) {
      telling.press('c1');
      await clock.pass(100);
    }
    expect(asked).toEqual(Array.from({ length: 3 }, () => clientEvents.typingStart));
  });

  it('says that it stopped once, and not when it is over already', async () => {
    const { clock, asked, telling } = open();
    telling.stop('c1');
    telling.press('c1');
    telling.stop('c1');
    telling.stop('c1');
    expect(asked).toEqual([clientEvents.typingStart, clientEvents.typingStop]);
    telling.press('c1');
    await clock.pass(6_000);
    telling.stop('c1');
    expect(asked).toHaveLength(3);
  });

  it('says nothing without a connection, and everything anew with the next one', () => {
    const { link, asked, telling } = open();
    telling.press('c1');
    link.isOpen = false;
    telling.forget();
    telling.press('c1');
    link.isOpen = true;
    telling.press('c1');
    expect(asked).toHaveLength(2);
  });
});
