import { contractTimes, presenceContract } from './presence.contract';
import { MemoryPresence } from './presence.memory';

const nodes = new Set<MemoryPresence>();

describe('Presence in this process', () => presenceContract(async () => new MemoryPresence(nodes, contractTimes)));

it('of a server that is alone knows of nobody elsewhere', async () => {
  const alone = new MemoryPresence();
  await alone.put(new Map([['hana', 'online']]));
  expect(await alone.elsewhere(['hana'])).toEqual(new Map());
});
