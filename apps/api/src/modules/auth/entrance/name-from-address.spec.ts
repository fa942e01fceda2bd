import { isReservedUsername, isUsername } from '@parley/contracts';
import { nameFrom, usernamesFrom } from './name-from-address';

describe('what is made of an address', () => {
  it.each([
    ['mira@example.org', 'Mira', 'mira'],
    ['mira.okafor+parley@example.org', 'Mira Okafor', 'mira.okafor'],
    ['mïra_o@example.org', 'Mïra O', 'mira_o'],
    ['.-mira-.@example.org', 'Mira', 'mira'],
    ['o’neil!#x@example.org', 'O Neil X', 'o.neil.x'],
  ])('%s', (email, name, username) => {
    expect(nameFrom(email)).toBe(name);
    expect(usernamesFrom(email)[0]).toBe(username);
  });

  it.each([
    'a@example.org',
    'admin@example.org',
    '+x@example.org',
    '山田@example.org',
    `${'x'.repeat(64)}@example.org`,
    `${'y.'.repeat(31)}y@example.org`,
    '!!!@example.org',
    '__proto__@example.org',
  ])('%s: whoever that is can be called something', (email) => {
    const usernames = usernamesFrom(email);
    expect(usernames.length).toBeGreaterThanOrEqual(5);
    for (const username of usernames)
      expect([isUsername(username), isReservedUsername(username)]).toEqual([true, false]);
    expect(nameFrom(email)).toMatch(/\S/);
    expect(nameFrom(email).length).toBeLessThanOrEqual(80);
  });

  it.each([
    ['an imitation in letters of two scripts', 'аdmin@example.org'],
    ['marks piled up', `z${'\u0301'.repeat(9)}algo@example.org`],
  ])('%s: nobody gets a name from an address that they could not choose', (_, email) => {
    expect(nameFrom(email)).toBe('Newcomer');
  });
});
