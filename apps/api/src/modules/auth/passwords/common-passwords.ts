import { DomainError } from '../../../platform/errors';

/** Whose password it is to be. */
export interface Owner {
  email: string;
  username: string;
}

let list: Promise<ReadonlySet<string>> | undefined;

/** 49,000 of the passwords most found in leaks (zxcvbn-ts, MIT). Read when somebody first chooses one: 6 MB of memory. */
async function load(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common']);
}

/** A guesser begins with the list of what everybody takes, and with the name itself. */
export async function refuseCommon(password: string, { email, username }: Owner): Promise<void> {
  const plain = password.trim().normalize('NFKC').toLowerCase();
  const own = [email, email.split('@', 1)[0], username, [...username].toReversed().join('')];
  list ??= load();
  if (!own.includes(plain) && !(await list).has(plain)) return;
  throw new DomainError(
    'password.too_common',
    'This password is one of the first that others would try. Choose another one.',
  );
}
