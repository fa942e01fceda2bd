export { migrate, pendingMigrations } from './migrator';
