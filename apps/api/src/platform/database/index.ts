export { Database, type Transaction } from './database';
export type { Prisma } from './generated/client';
export { isConflict, isHeld, isUniqueViolation } from './database-errors';
export { Epoch } from './epoch';
export { DatabaseModule } from './database.module';
export { type SearchPatterns, searchPatterns } from './search-patterns';
export { SchemaAge } from './schema-age';
export { Settings, signingKeySetting } from './settings';
