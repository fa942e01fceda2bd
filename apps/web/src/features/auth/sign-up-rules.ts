import { ParleyError } from '@parley/client';
import { limits, type ErrorCode } from '@parley/contracts';

export interface SignUpForm {
  name: string;
  username: string;
  email: string;
  password: string;
  setupCode: string;
}

export type SignUpErrors = Partial<Record<keyof SignUpForm, string>>;

const encoder = new TextEncoder();

function usernameError(username: string): string | undefined {
  if (username.length < limits.usernameMin) return `At least ${limits.usernameMin} characters.`;
  if (username.length > limits.usernameMax) return `At most ${limits.usernameMax} characters.`;
  if (!/^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/i.test(username)) return 'Letters, digits, dots, dashes and underscores.';
  return undefined;
}

function emailError(email: string): string | undefined {
  const shaped = /^[^\s@]+@[^\s@]+$/.test(email) && email.length <= limits.emailLength;
  return shaped ? undefined : 'Enter an e-mail address, like name@example.org.';
}

function passwordError(password: string): string | undefined {
  if (password.length < limits.passwordMin) return `At least ${limits.passwordMin} characters.`;
  if (encoder.encode(password).length > limits.passwordMaxBytes) return `At most ${limits.passwordMaxBytes} bytes.`;
  return undefined;
}

/** A quick answer before the server's own: it is the server that decides. */
export function checkSignUp(form: SignUpForm, codeRequired: boolean): SignUpErrors {
  const found: SignUpErrors = {
    name: form.name.trim().length > limits.nameMax ? `At most ${limits.nameMax} characters.` : undefined,
    username: usernameError(form.username.trim()),
    email: emailError(form.email.trim()),
    password: passwordError(form.password),
    setupCode:
      codeRequired && form.setupCode.trim() === '' ? 'Enter the code printed when the server started.' : undefined,
  };
  return Object.fromEntries(Object.entries(found).filter(([, words]) => words !== undefined));
}

const refusals: Partial<Record<ErrorCode, SignUpErrors>> = {
  'email.taken': { email: 'There is already an account with this e-mail address.' },
  'username.taken': { username: 'This username is taken. Try another one.' },
  'auth.setup_code_required': { setupCode: 'This is not the code the server printed when it started.' },
};

/** The server's refusal beside the field it is about, where it names one. */
export function errorsOf(cause: unknown): SignUpErrors {
  return cause instanceof ParleyError ? (refusals[cause.code] ?? {}) : {};
}
