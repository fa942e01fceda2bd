import type { Event } from 'socket.io';
import { Config } from '../config';
import { ByteFloods } from './pressure/byte-floods';
import type { ParleySocket } from './socket';
import { UnderWay } from './under-way';

const newSocket = () => ({ data: { identity: { userId: 'somebody' } } }) as ParleySocket;
const newUnderWay = () => new UnderWay(new ByteFloods(new Config({})));
const newPacket = (answer = jest.fn()): Event => ['message:send', {}, answer];
const acknowledge = (packet: Event) => (packet.at(-1) as () => void)();

describe('UnderWay', () => {
  it('bounds one socket and no other', () => {
    const underWay = newUnderWay();
    const [flooder, neighbour] = [newSocket(), newSocket()];
    const packets = Array.from({ length: 1_000 }, () => newPacket());
    expect(packets.map((packet) => underWay.admit(flooder, packet)).every((refusal) => refusal === null)).toBe(true);
    expect(underWay.admit(flooder, newPacket())).toMatchObject({ code: 'rate.limited' });
    expect(underWay.admit(neighbour, newPacket())).toBeNull();
    packets.slice(0, 1).forEach(acknowledge);
    expect(underWay.admit(flooder, newPacket())).toBeNull();
  });

  it('hands the acknowledgement on, and makes one where none was asked for', () => {
    const underWay = newUnderWay();
    const answer = jest.fn();
    const [asked, silent]: Event[] = [newPacket(answer), ['message:read', {}]];
    underWay.admit(newSocket(), asked ?? ['']);
    underWay.admit(newSocket(), silent ?? ['']);
    acknowledge(asked ?? ['']);
    acknowledge(silent ?? ['']);
    expect(answer).toHaveBeenCalledTimes(1);
    expect([asked?.length, silent?.length]).toEqual([3, 3]);
  });

  it('finishes when everything is answered, and refuses from then on', async () => {
    const underWay = newUnderWay();
    const packet = newPacket();
    underWay.admit(newSocket(), packet);
    let isFinished = false;
    const finished = underWay.finish(20_000).then(() => (isFinished = true));
    expect(underWay.admit(newSocket(), newPacket())).toMatchObject({ code: 'unavailable' });
    expect(isFinished).toBe(false);
    acknowledge(packet);
    await finished;
    expect(isFinished).toBe(true);
  });
});
