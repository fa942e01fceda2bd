import { limits } from '@parley/contracts';

const encoder = new TextEncoder();

/** Said before the mistake. */
export const passwordRules = `At least ${limits.passwordMin} characters, and none of the passwords everybody tries. A few words are better than one.`;

/** A quick answer before the server's own: it is the server that decides. */
export function passwordError(password: string): string | undefined {
  if (password.length < limits.passwordMin) return `At least ${limits.passwordMin} characters.`;
  if (encoder.encode(password).length > limits.passwordMaxBytes) return `At most ${limits.passwordMaxBytes} bytes.`;
  return undefined;
}
