import ipaddr from 'ipaddr.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Answers `null` for a value that is not right. */
export type Parse<T> = (text: string, env: Environment) => T | null;

export const anyText: Parse<string> = (text) => text;

export const oneOf =
  <const T extends string>(...choices: T[]): Parse<T> =>
  (text) =>
    choices.find((choice) => choice === text) ?? null;

export const integer =
  (min: number, max: number): Parse<number> =>
  (text) => {
    const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    return number >= min && number <= max ? number : null;
  };

const secondsOf: Record<string, number> = { '': 1, s: 1, m: 60, h: 3_600, d: 86_400 };

export const duration =
  (min: number, max: number): Parse<number> =>
  (text) => {
    const [, digits = '', unit = ''] = /^(\d{1,9})\s*([smhd]?)$/.exec(text) ?? [];
    const seconds = digits === '' ? Number.NaN : Number(digits) * (secondsOf[unit] ?? 1);
    return seconds >= min && seconds <= max ? seconds : null;
  };

export const postgresUrl: Parse<string> = (text) => {
  if (!URL.canParse(text)) return null;
  const { protocol, hostname, pathname, searchParams } = new URL(text);
  const hasHost = hostname !== '' || searchParams.has('host');
  return /^postgres(?:ql)?:$/.test(protocol) && hasHost && pathname.length > 1 ? text : null;
};

/** Nothing but where, who and which database: an option in it could switch the check of certificates off. */
export const redisUrl: Parse<string> = (text) => {
  if (!URL.canParse(text)) return null;
  const { protocol, hostname, pathname, search, hash, username, password } = new URL(text);
  const bare = hostname !== '' && /^(?:\/\d{0,3})?$/.test(pathname) && search === '' && hash === '';
  return /^rediss?:$/.test(protocol) && bare && isDecodable(username + password) ? text : null;
};

/** Several hosts may stand in it, so it is no address that `URL` reads. */
export const mongoUrl: Parse<string> = (text) =>
  /^mongodb(?:\+srv)?:\/\/(?:[^@/?\s]+@)?[^@/?,\s]+(?:,[^@/?,\s]+)*(?:\/[^/?\s]*)?(?:\?\S*)?$/.test(text) ? text : null;

export const factor =
  (min: number, max: number): Parse<number> =>
  (text) => {
    const number = /^\d{1,9}(?:\.\d{1,9})?$/.test(text) ? Number(text) : Number.NaN;
    return number >= min && number <= max ? number : null;
  };

const listed = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

/** Blocks that everybody means the same by. */
const wellKnown = new Map([
  ['loopback', ['127.0.0.0/8', '::1/128']],
  ['linklocal', ['169.254.0.0/16', 'fe80::/10']],
  ['uniquelocal', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']],
]);

// The library also reads 10.1 and 0x7f.1, as C does: a list that says one thing and means another.
const wholeAddress = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f:.]*:[\da-f:.]*)$/i;

function isNetwork(text: string): boolean {
  const [address = '', bits] = text.split('/', 2);
  if (!wholeAddress.test(address) || !ipaddr.isValid(address)) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && ipaddr.isValidCIDR(text));
}

/** Addresses and CIDR blocks, the well-known names spelled out. */
export const networks: Parse<string[]> = (text) => {
  const given = listed(text).flatMap((part) => wellKnown.get(part) ?? [part]);
  return given.every(isNetwork) ? given : null;
};

export const origins: Parse<string[]> = (text) => {
  const given = listed(text);
  return given.every((part) => URL.canParse(part) && new URL(part).origin === part) ? given : null;
};

export const origin: Parse<string> = (text) => {
  if (!URL.canParse(text)) return null;
  const { protocol, origin: own, href } = new URL(text);
  return /^https?:$/.test(protocol) && href === `${own}/` ? own : null;
};

/** Nothing but where and who: an option in it could switch the check of certificates off. */
export const smtpUrl: Parse<string> = (text) => {
  if (!URL.canParse(text)) return null;
  const { protocol, hostname, pathname, search, hash, username, password } = new URL(text);
  const bare = hostname !== '' && /^\/?$/.test(pathname) && search === '' && hash === '';
  return /^smtps?:$/.test(protocol) && bare && isDecodable(username + password) ? text : null;
};

/** Nothing but where, who and which virtual host. */
export const rabbitmqUrl: Parse<string> = (text) => {
  if (!URL.canParse(text)) return null;
  const { protocol, hostname, pathname, search, hash, username, password } = new URL(text);
  const bare = hostname !== '' && /^(?:\/[^/]*)?$/.test(pathname) && search === '' && hash === '';
  return /^amqps?:$/.test(protocol) && bare && isDecodable(username + password + pathname) ? text : null;
};

function isDecodable(text: string): boolean {
  try {
    return decodeURIComponent(text) !== null;
  } catch {
    return false;
  }
}

export interface Mailbox {
  name: string;
  address: string;
}

export const mailbox: Parse<Mailbox> = (text) => {
  const [, name = '', framed, bare] = /^(?:"?([^"<>\p{Cc}]*?)"?\s*<([^<>]+)>|([^<>]+))$/u.exec(text) ?? [];
  const address = framed ?? bare ?? '';
  return /^[^\s@"(),:;<>[\]\\\p{Cc}]+@[\p{L}\p{N}.-]+$/u.test(address) ? { name: name || 'Parley', address } : null;
};

const examples = /change.?me|example|secret|password|your[-_ ]/i;

/** In production a key has to be long, varied, and not one that stands in a manual. */
export const signingSecret: Parse<string> = (text, env) => {
  if (env.NODE_ENV !== 'production') return text;
  const varied = new Set(text).size >= 10;
  return Buffer.byteLength(text) >= 32 && varied && !examples.test(text) ? text : null;
};
