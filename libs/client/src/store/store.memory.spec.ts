import { storeContract } from './store.contract';
import { MemoryStore } from './store.memory';

describe('MemoryStore', () => {
  const opened = new Map<string, MemoryStore>();

  storeContract(async (name) => {
    const store = opened.get(name) ?? new MemoryStore();
    opened.set(name, store);
    return store;
  });
});
