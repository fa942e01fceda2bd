export { Database, type Transaction } from './database';
export { isUniqueViolation } from './database-errors';
export { DatabaseModule } from './database.module';
export { Settings } from './settings';
