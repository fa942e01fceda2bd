import { resolve } from 'node:path';
import { StartupError } from '../platform/errors';
import { checkout } from './checkout';
import { nearMisses } from './near-miss';
import {
  type Mailbox,
  type Parse,
  anyText,
  duration,
  factor,
  integer,
  mailbox,
  mongoUrl,
  networks,
  oneOf,
  origin,
  origins,
  postgresUrl,
  redisUrl,
  rabbitmqUrl,
  signingSecret,
  smtpUrl,
} from './parse';
import { shownAddress } from './shown-address';

type Environment = Readonly<Record<string, string | undefined>>;

/** What this process was told, read once at start and never changed. */
export class Config {
  readonly mode: 'development' | 'production' | 'test';
  readonly host: string;
  readonly port: number;
  /** Absolute. */
  readonly dataDir: string;
  /** Left out: PostgreSQL of our own under `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** Left out: nothing is shared with other nodes but the database. */
  readonly redisUrl: string | undefined;
  /** Left out: jobs in PostgreSQL. */
  readonly rabbitmqUrl: string | undefined;
  /** Who answers people, who works behind the commit, or both. */
  readonly role: 'all' | 'api' | 'worker';
  /** Left out: large texts are in PostgreSQL. */
  readonly mongodbUrl: string | undefined;
  /** Left out: made once and kept. */
  readonly jwtSecret: string | undefined;
  readonly jwtExpirationSeconds: number;
  readonly corsOrigins: readonly string[];
  /** Addresses and CIDR blocks of the proxies whose word on the client's address is taken. */
  readonly trustedProxies: readonly string[];
  /** Left empty: everybody. */
  readonly ipAllow: readonly string[];
  readonly ipDeny: readonly string[];
  /** How long after it was sent a message can be edited. */
  readonly editWindowSeconds: number;
  readonly rateLimitFactor: number;
  /** Whether pages that messages lead to are read. */
  readonly linkPreviews: boolean;
  /** Where the links in mails and invites lead; without a slash at its end. */
  readonly publicUrl: string;
  /** Left out: mails stay in `dataDir`. */
  readonly smtpUrl: string | undefined;
  readonly mailFrom: Mailbox;
  readonly logLevel: string;

  constructor(env: Environment) {
    const reader = new Reader(env);
    this.mode = reader.read('NODE_ENV', oneOf('development', 'production', 'test'), 'development');
    this.host = reader.read('HOST', anyText, '127.0.0.1');
    this.port = reader.read('PORT', integer(0, 65_535), 3000);
    this.dataDir = resolve(checkout, reader.read('DATA_DIR', anyText, 'data'));
    this.databaseUrl = reader.find('DATABASE_URL', postgresUrl);
    this.redisUrl = reader.find('REDIS_URL', redisUrl);
    this.rabbitmqUrl = reader.find('RABBITMQ_URL', rabbitmqUrl);
    this.role = reader.read('ROLE', oneOf('all', 'api', 'worker'), 'all');
    this.mongodbUrl = reader.find('MONGODB_URL', mongoUrl);
    this.jwtSecret = reader.find('JWT_SECRET', signingSecret);
    this.jwtExpirationSeconds = reader.read('JWT_EXPIRATION', duration(30, 30 * 86_400), 900);
    this.corsOrigins = reader.read('SOCKET_IO_CORS', origins, []);
    this.trustedProxies = reader.read('TRUSTED_PROXIES', networks, []);
    this.ipAllow = reader.read('IP_ALLOW', networks, []);
    this.ipDeny = reader.read('IP_DENY', networks, []);
    this.editWindowSeconds = reader.read('EDIT_WINDOW', duration(0, 3_650 * 86_400), 86_400);
    this.rateLimitFactor = reader.read('RATE_LIMIT_FACTOR', factor(0.01, 1_000_000), 1);
    this.linkPreviews = reader.read('LINK_PREVIEWS', oneOf('on', 'off'), 'on') === 'on';
    this.publicUrl = reader.read('PUBLIC_URL', origin, shownAddress(this.host, this.port));
    this.smtpUrl = reader.find('SMTP_URL', smtpUrl);
    this.mailFrom = reader.read('MAIL_FROM', mailbox, senderAt(new URL(this.publicUrl).hostname));
    this.logLevel = reader.read(
      'LOG_LEVEL',
      oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
      'info',
    );
    reader.finish();
  }
}

/** An address stands for no domain of a mailbox. */
const senderAt = (host: string): Mailbox => ({
  name: 'Parley',
  address: `no-reply@${/^[a-z0-9.-]*[a-z]$/i.test(host) ? host : 'localhost'}`,
});

/** Every variable with what it takes: the words of the refusal, and the check that `.env.example` leaves none out. */
export const variables: Readonly<Record<string, string>> = {
  NODE_ENV: 'development, production or test',
  HOST: 'an address or a name',
  PORT: 'a number from 0 to 65535',
  DATA_DIR: 'a folder',
  DATABASE_URL: 'postgresql://user:password@host:port/database',
  REDIS_URL: 'redis://user:password@host:6379/0 or rediss://…, with odd characters as %40',
  RABBITMQ_URL: 'amqp://user:password@host:5672 or amqps://user:password@host:5671, with odd characters as %40',
  ROLE: 'all, api or worker',
  MONGODB_URL: 'mongodb://user:password@host:port/database, or mongodb+srv://…',
  JWT_SECRET: 'in production at least 32 random characters, and no example',
  JWT_EXPIRATION: 'a time from 30s to 30d, such as 15m, 1h or 900 (seconds)',
  SOCKET_IO_CORS: 'origins such as https://app.example.org, separated by commas',
  TRUSTED_PROXIES: 'addresses or blocks such as 10.0.0.1, 10.0.0.0/8, fd00::/8 or loopback, separated by commas',
  IP_ALLOW: 'addresses or blocks such as 192.0.2.7, 198.51.100.0/24 or 2001:db8::/32, separated by commas',
  IP_DENY: 'addresses or blocks such as 192.0.2.7, 198.51.100.0/24 or 2001:db8::/32, separated by commas',
  EDIT_WINDOW: 'a time from 0s to 3650d, such as 15m, 24h or 900 (seconds)',
  RATE_LIMIT_FACTOR: 'a number from 0.01 to 1000000',
  LINK_PREVIEWS: 'on or off',
  PUBLIC_URL: 'an address such as https://chat.example.org, without a path',
  SMTP_URL: 'smtp://user:password@host:587 or smtps://user:password@host:465, with odd characters as %40',
  MAIL_FROM: 'an address such as parley@example.org, or Parley <parley@example.org>',
  LOG_LEVEL: 'fatal, error, warn, info, debug, trace or silent',
};

/** Reads variable by variable and complains once, about all of them. A value never appears: it may be a secret. */
class Reader {
  private readonly complaints: string[] = [];

  constructor(private readonly env: Environment) {}

  read<T>(name: string, parse: Parse<T>, otherwise: T): T {
    return this.find(name, parse) ?? otherwise;
  }

  find<T>(name: string, parse: Parse<T>): T | undefined {
    // Compose files pass on unset variables as empty ones.
    const text = this.env[name]?.trim();
    if (!text) return undefined;
    const value = parse(text, this.env);
    if (value === null) this.complaints.push(`${name} has to be ${variables[name]}.`);
    return value ?? undefined;
  }

  finish(): void {
    const given = Object.keys(this.env);
    for (const [wrong, right] of nearMisses(given, Object.keys(variables))) {
      this.complaints.push(`${wrong} is not known here; did you mean ${right}?`);
    }
    if (this.complaints.length > 0)
      throw new StartupError(`The configuration is not right. ${this.complaints.join(' ')}`);
  }
}
