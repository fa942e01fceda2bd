import { SteadyStore } from './steady';
import { storeContract } from './store.contract';
import { MemoryStore } from './store.memory';
import { ClientStore } from './store.port';

class FullDisk extends ClientStore {
  load = () => Promise.reject(new Error('unreadable'));
  put = () => Promise.reject(new Error('full'));
  remove = () => Promise.reject(new Error('full'));
  clear = () => Promise.reject(new Error('full'));
}

describe('SteadyStore', () => {
  const opened = new Map<string, SteadyStore>();

  storeContract(async (name) => {
    const store = opened.get(name) ?? new SteadyStore(new MemoryStore());
    opened.set(name, store);
    return store;
  });

  it('goes on where the store behind it fails', async () => {
    const store = new SteadyStore(new FullDisk());
    await store.remove('outbox', 'a');
    await store.clear('outbox');
    expect(await store.load('outbox')).toEqual([]);
  });
});
