import { ClientStore, type StoredKind, type StoredKinds } from '../src/store/store.port';

/** Outlives a client as a browser's store does. What is put is never changed afterwards, so it is copied when it is read. */
export class KeptStore extends ClientStore {
  private readonly kept = new Map<StoredKind, Map<string, unknown>>();

  async load<K extends StoredKind>(kind: K): Promise<StoredKinds[K][]> {
    return [...this.of(kind).values()].map((value) => structuredClone(value) as StoredKinds[K]);
  }

  async put<K extends StoredKind>(kind: K, key: string, value: StoredKinds[K]): Promise<void> {
    this.of(kind).set(key, value);
  }

  async remove(kind: StoredKind, key: string): Promise<void> {
    this.of(kind).delete(key);
  }

  async clear(kind: StoredKind): Promise<void> {
    this.of(kind).clear();
  }

  private of(kind: StoredKind): Map<string, unknown> {
    const values = this.kept.get(kind) ?? new Map<string, unknown>();
    this.kept.set(kind, values);
    return values;
  }
}
