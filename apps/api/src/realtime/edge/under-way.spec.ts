import { Config } from '../../config';
import { ByteFloods } from '../pressure/byte-floods';
import type { ParleySocket } from '../socket';
import { UnderWay } from './under-way';

const newSocket = () => ({ data: { identity: { userId: 'somebody' } } }) as ParleySocket;
const newUnderWay = () => new UnderWay(new ByteFloods(new Config({})));

describe('UnderWay', () => {
  it('bounds one socket and no other', () => {
    const underWay = newUnderWay();
    const [flooder, neighbour] = [newSocket(), newSocket()];
    const refusals = Array.from({ length: 1_000 }, () => underWay.begin(flooder));
    expect(refusals.every((refusal) => refusal === null)).toBe(true);
    expect(underWay.begin(flooder)).toMatchObject({ code: 'rate.limited' });
    expect(underWay.begin(neighbour)).toBeNull();
    underWay.end(flooder);
    expect(underWay.begin(flooder)).toBeNull();
  });

  it('finishes when everything is answered, and refuses from then on', async () => {
    const underWay = newUnderWay();
    const socket = newSocket();
    underWay.begin(socket);
    let isFinished = false;
    const finished = underWay.finish(20_000).then(() => (isFinished = true));
    expect(underWay.begin(newSocket())).toMatchObject({ code: 'unavailable' });
    expect(isFinished).toBe(false);
    underWay.end(socket);
    await finished;
    expect(isFinished).toBe(true);
  });
});
