/** Pages of who is signed out, and those that anybody may open. */
const outside = [/^\/sign-in$/, /^\/sign-up$/, /^\/forgot-password$/, /^\/join\/[^/]+$/];
const everywhere = [/^\/reset-password$/, /^\/verify-email$/];

export function doorOf(path: string): 'outside' | 'everywhere' | null {
  if (outside.some((pattern) => pattern.test(path))) return 'outside';
  return everywhere.some((pattern) => pattern.test(path)) ? 'everywhere' : null;
}
