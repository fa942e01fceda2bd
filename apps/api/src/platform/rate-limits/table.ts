/**
 * Whose points are counted: the account's (the address's where nobody is signed in), the address's, those of whoever a field
 * of the body names, or of a key that a service gives.
 */
type By = 'account' | 'address' | 'key' | `body.${string}`;

/**
 * Where they are counted. `here`: by each node for itself, whatever happens to the store. `shared`: in the cache, once for
 * all nodes; while it is away, here. `strict`: in the cache, and refused while it is away, for what guards a secret.
 */
type Where = 'here' | 'shared' | 'strict';

export interface Window {
  by: By;
  where: Where;
  points: number;
  seconds: number;
}

const window =
  (where: Where) =>
  (by: By, points: number, seconds: number): Window => ({ by, where, points, seconds });

const here = window('here');
const shared = window('shared');
const strict = window('strict');

const minute = 60;
const quarter = 15 * minute;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * Every limit there is, each with one window or several, all of which have to hold. A person, an office behind one address
 * and a small bot never meet one; `RATE_LIMIT_FACTOR` multiplies the points.
 */
export const table = {
  // Signing in. Addresses are shared by many people, names are tried from many addresses: so both.
  register: [shared('address', 100, 10 * minute)],
  login: [shared('address', 300, 10 * minute)],
  'login.failed': [shared('key', 10, quarter)],
  refresh: [here('address', 600, minute)],
  'otp.send': [strict('address', 100, quarter), strict('body.email', 3, quarter)],
  'otp.verify': [strict('address', 100, quarter), strict('body.email', 15, quarter), strict('body.email', 60, day)],
  'second-factor': [strict('address', 300, quarter)],
  // Three of a million codes are right at any moment: thirty a day take years to find one.
  'second-factor.failed': [strict('key', 10, quarter), strict('key', 30, day)],
  'password.reset': [strict('address', 100, quarter), strict('body.email', 3, quarter)],
  'email.verify': [strict('address', 100, quarter), strict('account', 10, quarter)],
  // A token of 256 bits needs no guard; what stands behind it costs something.
  'link.use': [shared('address', 100, quarter)],

  // One's own account.
  'step-up': [strict('account', 20, quarter)],
  'step-up.code': [strict('account', 3, quarter)],
  'step-up.failed': [strict('key', 5, quarter)],
  'password.change': [strict('account', 10, quarter)],
  // By the address too: with many accounts one could have mail sent to anybody.
  'email.change': [strict('account', 10, hour), strict('body.email', 5, quarter)],
  'profile.change': [here('account', 60, minute)],
  block: [here('account', 60, minute)],

  // With others.
  'invite.redeem': [shared('address', 100, 10 * minute)],
  search: [here('account', 300, minute)],
  create: [here('account', 200, minute)],
  upload: [here('account', 200, 10 * minute)],
  'message.send': [here('account', 1_000, 10), here('account', 3_000, minute)],
  // Above what lives with its message, up to a megabyte each.
  'message.large': [here('account', 60, 10), here('account', 200, minute)],
  'message.bodies': [here('account', 300, minute)],
  // Pages that the server reads, for one person and of one host: nobody makes it flood another server.
  preview: [shared('account', 30, minute), shared('account', 300, hour), shared('key', 60, minute)],
  'message.act': [here('account', 500, 10), here('account', 1_500, minute)],
  read: [here('account', 1_500, 10)],
  typing: [here('account', 60, 10)],
  presence: [here('account', 60, 10)],
  sync: [here('account', 600, 10)],

  // What names none.
  'any.question': [here('account', 3_000, minute)],
  'any.change': [here('account', 600, minute)],
  'any.event': [here('account', 600, minute)],
} as const satisfies Record<string, readonly Window[]>;

export type LimitName = keyof typeof table;
