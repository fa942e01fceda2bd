export { connect } from './connect';
export { appliedMigrations, oldestAllowed } from './history';
export { isOlder, ownVersion, readMigrations } from './migration-files';
export { migrate, pendingMigrations } from './migrator';
