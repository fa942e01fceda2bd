export { oldestAllowed } from './history';
export { isOlder, ownVersion } from './migration-files';
export { migrate, pendingMigrations } from './migrator';
