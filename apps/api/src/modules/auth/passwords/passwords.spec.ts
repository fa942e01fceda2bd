import { Passwords } from './passwords';

describe('passwords', () => {
  const passwords = new Passwords();

  it('takes the right one and no other', async () => {
    const stored = await passwords.hash('correct horse battery');
    expect(await passwords.matches('correct horse battery', stored)).toBe(true);
    expect(await passwords.matches('correct horse batterz', stored)).toBe(false);
    expect(await passwords.matches('nobody has this password', null)).toBe(false);
  });

  it('does not take one that bcrypt would cut down to the right one', async () => {
    const longest = 'ä'.repeat(36);
    const stored = await passwords.hash(longest);
    expect(await passwords.matches(longest, stored)).toBe(true);
    expect(await passwords.matches(`${longest} and more`, stored)).toBe(false);
  });
});
