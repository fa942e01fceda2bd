import { Client } from 'pg';
import { openEmptyDatabase, openTestDatabase } from '../../../test/test-database';
import { databaseContract } from './database.contract';

describe('Database on the embedded PostgreSQL', () => databaseContract(openTestDatabase));

/** A PostgreSQL that somebody runs besides, found by `npm test`. Its own databases are left alone. */
const external = process.env['PARLEY_CONTRACT_POSTGRES'];
const withExternal = external ? describe : describe.skip;

withExternal('Database on a PostgreSQL that somebody runs', () => {
  databaseContract(() => openEmptyDatabase(external));

  it('is another server than the embedded one', async () => {
    const client = new Client({ connectionString: external });
    await client.connect();
    const { rows } = await client.query<{ name: string }>('SELECT current_database() AS name');
    await client.end();
    expect(rows[0]?.name).not.toMatch(/^parley_test_/);
  });
});
