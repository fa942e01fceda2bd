import { ClientStore, type StoredKind, type StoredKinds } from './store.port';

/**
 * A store that cannot fail. A full disk or a private window must not stop anybody from chatting:
 * what could not be kept is merely not there after a reload.
 */
export class SteadyStore extends ClientStore {
  constructor(private readonly store: ClientStore) {
    super();
  }

  load<K extends StoredKind>(kind: K): Promise<StoredKinds[K][]> {
    return this.store.load(kind).catch(() => []);
  }

  put<K extends StoredKind>(kind: K, key: string, value: StoredKinds[K]): Promise<void> {
    return this.store.put(kind, key, value).catch(() => undefined);
  }

  remove(kind: StoredKind, key: string): Promise<void> {
    return this.store.remove(kind, key).catch(() => undefined);
  }

  clear(kind: StoredKind): Promise<void> {
    return this.store.clear(kind).catch(() => undefined);
  }
}
