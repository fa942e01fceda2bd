import { isPassing, toErrorBody } from './error-body';

const failing = (message: string, more: object = {}) => Object.assign(new Error(message), more);

describe('what an error says to the outside', () => {
  it('takes a socket that is not there for a database that is not there', () => {
    const error = failing('connect ENOENT /run/postgresql/.s.PGSQL.5432', { code: 'ENOENT', syscall: 'connect' });
    expect(toErrorBody(error)).toMatchObject({
      body: { code: 'unavailable', message: 'The database cannot be reached. Please try again.' },
      unexpected: false,
    });
  });

  it('does not take a missing file for a lost database', () => {
    const error = failing('ENOENT: no such file', { code: 'ENOENT', syscall: 'open' });
    expect(isPassing(error)).toBe(false);
    expect(toErrorBody(error)).toMatchObject({ body: { code: 'internal' }, unexpected: true });
  });

  it.each([
    ['every connection taken', failing('timeout exceeded when trying to connect')],
    ['the same, wrapped', failing('query failed', { cause: failing('timeout exceeded when trying to connect') })],
    ['Prisma waiting for one', failing('Timed out fetching a connection', { code: 'P2024' })],
    ['PostgreSQL out of connections', failing('sorry, too many clients already', { code: '53300' })],
  ])('says that the server is busy: %s', (_, error) => {
    expect(isPassing(error)).toBe(true);
    expect(toErrorBody(error).body).toEqual({
      code: 'unavailable',
      message: 'The server is busy. Please try again.',
    });
  });

  const throughPrisma = (originalCode: string) =>
    failing(`Database error. Code: \`${originalCode}\``, {
      code: 'P2039',
      meta: { driverAdapterError: failing('DriverAdapterError', { cause: { kind: 'postgres', originalCode } }) },
    });

  it.each([
    failing('connect ECONNREFUSED', { code: 'ECONNREFUSED' }),
    failing('Connection terminated unexpectedly'),
    throughPrisma('57P01'),
    throughPrisma('57P03'),
  ])('says that the database is away: %s', (error) => {
    expect(toErrorBody(error).body).toEqual({
      code: 'unavailable',
      message: 'The database cannot be reached. Please try again.',
    });
  });

  it('says that a disk is full', () => {
    const error = failing('could not extend file: No space left on device', { code: '53100' });
    expect(toErrorBody(error).body).toEqual({
      code: 'unavailable',
      message: 'The server has no room left. Please try again later.',
    });
    expect(toErrorBody(throughPrisma('53100')).body.code).toBe('unavailable');
  });

  it('does not take every error that PostgreSQL told Prisma for a passing one', () => {
    expect(toErrorBody(throughPrisma('22P05')).body.code).toBe('internal');
  });
});
