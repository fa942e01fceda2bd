/** How the workers hear of the server that the run started. */
export const ADDRESS = 'PARLEY_TEST_POSTGRES';
/** Migrated and never connected to again: PostgreSQL refuses to copy a database that somebody uses. */
export const TEMPLATE = 'parley_template';
