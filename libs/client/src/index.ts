export { ParleyClient } from './client';
export type { Clock, Random } from './clock.port';
export type { OutboxEntry } from './outbox/entry';
export { ParleyError } from './parley.errors';
export type { Source } from './source';
export { MemoryStore } from './store/store.memory';
export { ClientStore } from './store/store.port';
export type { SavedCopy, SavedProgress, SavedSession, StoredKind, StoredKinds } from './store/store.port';
export type * from './surface';
