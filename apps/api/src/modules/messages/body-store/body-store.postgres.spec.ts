import { Pool } from 'pg';
import { openTestDatabase } from '../../../../test/test-database';
import { bodyStoreContract } from './body-store.contract';
import { PostgresBodyStore } from './body-store.postgres';

describe('BodyStore in PostgreSQL', () => {
  bodyStoreContract(async () => {
    const database = await openTestDatabase();
    const pool = new Pool({ connectionString: database.url });
    return {
      store: new PostgresBodyStore({ pool }),
      breakDown: async () => void (await pool.query('ALTER TABLE bodies RENAME TO elsewhere')),
      close: async () => {
        await pool.end();
        await database.close();
      },
    };
  });
});
