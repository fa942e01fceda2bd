import type { TestServer } from './server';

/** Straight to the database, for what no route does: time that passes, and standings from elsewhere. */
export const sqlOn =
  (server: () => TestServer) =>
  async (text: string, values: unknown[] = []): Promise<Record<string, string>[]> => {
    const { Database } = await import('../src/platform/database');
    return (await server().app.get(Database).pool.query<Record<string, string>>(text, values)).rows;
  };
