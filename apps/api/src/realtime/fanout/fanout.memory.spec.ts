import { fanoutContract } from './fanout.contract';
import { MemoryFanout } from './fanout.memory';

describe('Fanout in this process', () => {
  const listeners = new Set<(frame: string) => void>();
  fanoutContract(async () => new MemoryFanout(listeners));

  it('knows that a server is alone', () => {
    const fanout = new MemoryFanout();
    fanout.listen(() => undefined);
    expect(fanout.hasOthers).toBe(false);
  });
});
