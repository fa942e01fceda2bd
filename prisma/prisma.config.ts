import { fileURLToPath } from 'node:url';
import { defineConfig } from 'prisma/config';

// Read before Prisma looks for an engine; see schema-engine/main.mjs for why there is one of our own.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] = fileURLToPath(new URL('./schema-engine/schema-engine', import.meta.url));
process.env['PARLEY_NODE'] = process.execPath;
process.env['CHECKPOINT_DISABLE'] = '1';

const url = process.env['DATABASE_URL'];

export default defineConfig({
  schema: 'schema',
  migrations: { path: 'migrations' },
  // `tools/migrate.mjs` says where the database is, the embedded one included; `generate` needs none.
  ...(url ? { datasource: { url } } : {}),
});
