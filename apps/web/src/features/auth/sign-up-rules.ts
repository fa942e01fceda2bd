import { ParleyError } from '@parley/client';
import { isReservedUsername, isUsername, limits, normaliseUsername, type ErrorCode } from '@parley/contracts';
import { passwordError } from '../../lib/password-rules';

export interface SignUpForm {
  serverName: string;
  name: string;
  username: string;
  email: string;
  password: string;
  setupCode: string;
}

export type SignUpErrors = Partial<Record<keyof SignUpForm, string>>;

/** Which fields there are beside those of every account. */
export interface SignUpAsks {
  /** The first account names the server. */
  serverName: boolean;
  setupCode: boolean;
}

function usernameError(given: string): string | undefined {
  const username = normaliseUsername(given);
  if (username.length < limits.usernameMin) return `At least ${limits.usernameMin} characters.`;
  if (username.length > limits.usernameMax) return `At most ${limits.usernameMax} characters.`;
  if (!isUsername(username)) return 'Letters from a to z, digits, dots, dashes and underscores.';
  if (isReservedUsername(username)) return 'This name speaks for the server. Choose another one.';
  return undefined;
}

export function emailError(email: string): string | undefined {
  const shaped = /^[^\s@]+@[^\s@]+$/.test(email) && email.length <= limits.emailLength;
  return shaped ? undefined : 'Enter an e-mail address, like name@example.org.';
}

const tooLong = (text: string, max: number) => (text.trim().length > max ? `At most ${max} characters.` : undefined);
const missing = (text: string, words: string) => (text.trim() === '' ? words : undefined);

/** A quick answer before the server's own: it is the server that decides. */
export function checkSignUp(form: SignUpForm, asks: SignUpAsks): SignUpErrors {
  const found: SignUpErrors = {
    setupCode: asks.setupCode ? missing(form.setupCode, 'Enter the code printed when the server started.') : undefined,
    serverName: asks.serverName ? tooLong(form.serverName, limits.serverNameMax) : undefined,
    name: tooLong(form.name, limits.nameMax),
    username: usernameError(form.username),
    email: emailError(form.email.trim()),
    password: passwordError(form.password),
  };
  return Object.fromEntries(Object.entries(found).filter(([, words]) => words !== undefined));
}

const refusals: Partial<Record<ErrorCode, SignUpErrors>> = {
  'email.taken': { email: 'There is already an account with this e-mail address.' },
  'username.taken': { username: 'This username is taken. Try another one.' },
  'auth.setup_code_required': { setupCode: 'This is not the code the server printed when it started.' },
  'password.too_common': { password: 'This password is one of the first that others would try. Choose another one.' },
};

/** The server's refusal beside the field it is about, where it names one. */
export function errorsOf(cause: unknown): SignUpErrors {
  return cause instanceof ParleyError ? (refusals[cause.code] ?? {}) : {};
}
