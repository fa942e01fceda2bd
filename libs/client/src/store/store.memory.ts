import { ClientStore, type StoredKind, type StoredKinds } from './store.port';

/** Keeps everything until the process ends. Values are copied both ways, as a real store would. */
export class MemoryStore extends ClientStore {
  private readonly kinds: { [K in StoredKind]: Map<string, StoredKinds[K]> } = {
    session: new Map(),
    progress: new Map(),
    copy: new Map(),
    outbox: new Map(),
  };

  async load<K extends StoredKind>(kind: K): Promise<StoredKinds[K][]> {
    return [...this.kinds[kind].values()].map((value) => structuredClone(value));
  }

  async put<K extends StoredKind>(kind: K, key: string, value: StoredKinds[K]): Promise<void> {
    this.kinds[kind].set(key, structuredClone(value));
  }

  async remove(kind: StoredKind, key: string): Promise<void> {
    this.kinds[kind].delete(key);
  }

  async clear(kind: StoredKind): Promise<void> {
    this.kinds[kind].clear();
  }
}
