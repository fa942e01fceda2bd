import { ParleyError } from '@parley/client';
import { describe, expect, it } from 'vitest';
import { checkSignUp, errorsOf, type SignUpForm } from './sign-up-rules';

const good: SignUpForm = {
  serverName: '',
  name: 'Hana Sato',
  username: 'hana',
  email: 'hana@example.org',
  password: 'harbour lights',
  setupCode: '',
};
const broken = (over: Partial<SignUpForm>, asks = false) =>
  Object.keys(checkSignUp({ ...good, ...over }, { serverName: asks, setupCode: asks }));

describe('checkSignUp', () => {
  it('lets a good form through', () => expect(checkSignUp(good, { serverName: false, setupCode: false })).toEqual({}));

  it.each([
    [{ username: 'ab' }, ['username']],
    [{ username: 'x'.repeat(33) }, ['username']],
    [{ username: 'hana sato' }, ['username']],
    [{ username: '.hana' }, ['username']],
    [{ username: 'All' }, ['username']],
    [{ email: 'hana' }, ['email']],
    [{ email: 'hana@ example.org' }, ['email']],
    [{ password: 'short' }, ['password']],
    [{ name: 'n'.repeat(81) }, ['name']],
  ])('refuses %j', (over, fields) => expect(broken(over)).toEqual(fields));

  it('counts the bytes of a password, not its letters', () => {
    expect(broken({ password: 'é'.repeat(36) })).toEqual([]);
    expect(broken({ password: 'é'.repeat(37) })).toEqual(['password']);
  });

  it('asks for the setup code only where it is needed', () => {
    expect(broken({}, true)).toEqual(['setupCode']);
    expect(broken({ setupCode: '1234' }, true)).toEqual([]);
    expect(broken({ setupCode: '1234', serverName: 's'.repeat(61) }, true)).toEqual(['serverName']);
  });
});

describe('errorsOf', () => {
  it('puts a refusal beside its field', () => {
    expect(errorsOf(new ParleyError('email.taken', 'taken'))).toHaveProperty('email');
    expect(errorsOf(new ParleyError('username.taken', 'taken'))).toHaveProperty('username');
    expect(errorsOf(new ParleyError('auth.setup_code_required', 'code'))).toHaveProperty('setupCode');
  });

  it('leaves every other failure to the whole form', () => {
    expect(errorsOf(new ParleyError('internal', 'x'))).toEqual({});
    expect(errorsOf(new Error('x'))).toEqual({});
  });
});
