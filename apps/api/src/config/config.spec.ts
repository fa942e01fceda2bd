import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Config, variables } from './config';

const strong = 'Zq8vT3mKpW6xN1rYcD5hJ9bLsF2gA7eU';

describe('Config', () => {
  it('runs a whole server when nothing is set', () => {
    expect(new Config({})).toEqual({
      mode: 'development',
      host: '127.0.0.1',
      port: 3000,
      dataDir: resolve(__dirname, '../../../../data'),
      databaseUrl: undefined,
      redisUrl: undefined,
      rabbitmqUrl: undefined,
      role: 'all',
      jwtSecret: undefined,
      jwtExpirationSeconds: 900,
      corsOrigins: [],
      trustedProxies: [],
      ipAllow: [],
      ipDeny: [],
      editWindowSeconds: 86_400,
      rateLimitFactor: 1,
      linkPreviews: true,
      publicUrl: 'http://127.0.0.1:3000',
      smtpUrl: undefined,
      mailFrom: { name: 'Parley', address: 'no-reply@localhost' },
      logLevel: 'info',
    });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(new Config({ PORT: '', DATABASE_URL: ' ' })).toEqual(new Config({}));
  });

  it.each([
    ['900', 900],
    ['15m', 900],
    ['1h', 3_600],
    ['7d', 604_800],
  ])('reads JWT_EXPIRATION %s', (text, seconds) => {
    expect(new Config({ JWT_EXPIRATION: text }).jwtExpirationSeconds).toBe(seconds);
  });

  it.each([
    'mongodb://mongo:27017',
    'mongodb://u:s%40cret@a.example:1,b.example:2/parley?replicaSet=r',
    'mongodb+srv://u:secret@cluster.example/parley?retryWrites=true',
  ])('reads MONGODB_URL %s', (url) => {
    expect(new Config({ MONGODB_URL: url }).mongodbUrl).toBe(url);
  });

  it('reads a list of origins', () => {
    const { corsOrigins } = new Config({ SOCKET_IO_CORS: 'https://a.example, http://localhost:5173' });
    expect(corsOrigins).toEqual(['https://a.example', 'http://localhost:5173']);
  });

  it('reads lists of networks', () => {
    const { trustedProxies, ipDeny } = new Config({
      TRUSTED_PROXIES: 'loopback, 10.0.0.0/8',
      IP_DENY: '::ffff:192.0.2.0/120,2001:db8::/32, 198.51.100.7',
    });
    expect(trustedProxies).toEqual(['127.0.0.0/8', '::1/128', '10.0.0.0/8']);
    expect(ipDeny).toEqual(['::ffff:192.0.2.0/120', '2001:db8::/32', '198.51.100.7']);
  });

  it.each([
    ['0.5', 0.5],
    ['1000', 1000],
  ])('reads RATE_LIMIT_FACTOR %s', (text, number) => {
    expect(new Config({ RATE_LIMIT_FACTOR: text }).rateLimitFactor).toBe(number);
  });

  it.each([
    ['PORT', '70000'],
    ['PORT', '80a'],
    ['PORT', '-12345'],
    ['NODE_ENV', 'hunter2'],
    ['DATABASE_URL', 'mysql://u:hunter2@host/db'],
    ['DATABASE_URL', 'postgresql://host'],
    ['DATABASE_URL', 'hunter2'],
    ['MONGODB_URL', 'postgresql://u:hunter2@host/db'],
    ['MONGODB_URL', 'mongodb://u:hunter2@'],
    ['MONGODB_URL', 'hunter2'],
    ['REDIS_URL', 'hunter2'],
    ['REDIS_URL', 'http://u:hunter2@host'],
    ['REDIS_URL', 'redis://:hunter2@/0'],
    ['REDIS_URL', 'redis://:hunter2@host/0?tls=no'],
    ['REDIS_URL', 'redis://:hunter2%@host'],
    ['JWT_EXPIRATION', '15 minutes'],
    ['JWT_EXPIRATION', '5s'],
    ['JWT_EXPIRATION', '365d'],
    ['SOCKET_IO_CORS', 'hunter2.example'],
    ['SOCKET_IO_CORS', 'https://hunter2.example/path'],
    ['PUBLIC_URL', 'hunter2.example'],
    ['PUBLIC_URL', 'https://hunter2.example/chat'],
    ['PUBLIC_URL', 'https://mira:hunter2@chat.example'],
    ['PUBLIC_URL', 'ftp://hunter2.example'],
    ['SMTP_URL', 'https://mira:hunter2@mail.example'],
    ['SMTP_URL', 'smtp://mira:hunter2@mail.example/?tls.rejectUnauthorized=false'],
    ['SMTP_URL', 'smtp://mira:hunter2%zz@mail.example'],
    ['SMTP_URL', 'mail.hunter2.example'],
    ['MAIL_FROM', 'hunter2'],
    ['MAIL_FROM', 'Parley <hunter2>'],
    ['MAIL_FROM', 'a@hunter2.example, b@hunter2.example'],
    ['MAIL_FROM', 'Parley\r\nBcc: <hunter2@mail.example>'],
    ['LOG_LEVEL', 'loud'],
    ['TRUSTED_PROXIES', 'proxy.example'],
    ['TRUSTED_PROXIES', 'toString'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['IP_ALLOW', '10.1'],
    ['IP_ALLOW', '10.0.0.0/8/9'],
    ['IP_DENY', '0x7f.0.0.1'],
    ['IP_DENY', '2001:db8::/129'],
    ['IP_DENY', '256.0.0.1'],
    ['RATE_LIMIT_FACTOR', '0.001'],
    ['RATE_LIMIT_FACTOR', '-12'],
    ['RATE_LIMIT_FACTOR', '1e9'],
  ])('refuses %s=%s by name, and never repeats the value', (name, value) => {
    const read = () => new Config({ [name]: value });
    expect(read).toThrow(`${name} has to be ${variables[name]}`);
    expect(read).not.toThrow(value);
  });

  it.each([
    ['https://chat.example.org', 'https://chat.example.org', 'no-reply@chat.example.org'],
    ['https://chat.example.org:8443/', 'https://chat.example.org:8443', 'no-reply@chat.example.org'],
    ['http://192.0.2.7:3000', 'http://192.0.2.7:3000', 'no-reply@localhost'],
  ])('knows from PUBLIC_URL %s where links lead, and whom mails come from', (PUBLIC_URL, publicUrl, address) => {
    expect(new Config({ PUBLIC_URL })).toMatchObject({ publicUrl, mailFrom: { name: 'Parley', address } });
  });

  it.each([
    ['parley@example.org', { name: 'Parley', address: 'parley@example.org' }],
    ['Our Chat <chat@example.org>', { name: 'Our Chat', address: 'chat@example.org' }],
    ['"Chat, ours" <chat@bücher.example>', { name: 'Chat, ours', address: 'chat@bücher.example' }],
  ])('reads MAIL_FROM %s', (MAIL_FROM, mailFrom) => {
    expect(new Config({ MAIL_FROM }).mailFrom).toEqual(mailFrom);
  });

  it('names every broken variable at once', () => {
    expect(() => new Config({ PORT: 'x', LOG_LEVEL: 'y' })).toThrow(/PORT has to be .* LOG_LEVEL has to be/);
  });

  it.each([
    'short',
    'a'.repeat(64),
    'change-me-change-me-change-me-change-me',
    'my-very-long-and-well-known-secret-value',
  ])('refuses the weak secret %s in production, and only there', (JWT_SECRET) => {
    expect(() => new Config({ NODE_ENV: 'production', JWT_SECRET })).toThrow('JWT_SECRET has to be');
    expect(new Config({ JWT_SECRET }).jwtSecret).toBe(JWT_SECRET);
  });

  it('takes a strong secret in production', () => {
    expect(new Config({ NODE_ENV: 'production', JWT_SECRET: strong }).jwtSecret).toBe(strong);
  });

  it.each([
    ['DATABSE_URL', 'DATABASE_URL'],
    ['DATABASE_URI', 'DATABASE_URL'],
    ['DATADIR', 'DATA_DIR'],
    ['JWT_SECRETS', 'JWT_SECRET'],
    ['LOGLEVEL', 'LOG_LEVEL'],
  ])('asks whether %s was meant to be %s', (wrong, right) => {
    expect(() => new Config({ [wrong]: 'x' })).toThrow(`${wrong} is not known here; did you mean ${right}?`);
  });

  it.each(['HOME', 'PORTS', 'HOSTNAME', 'KAFKA_URL', 'PATH', 'LOGNAME', 'DATE'])('leaves %s alone', (name) => {
    expect(() => new Config({ [name]: 'x' })).not.toThrow();
  });

  it.each([
    ['.env.example', /^#?\s?([A-Z][A-Z_]+)=/gm],
    ['README.md', /^\| `([A-Z_]+)`/gm],
  ])('is told whole in %s', (file, pattern) => {
    const text = readFileSync(join(__dirname, '../../../..', file), 'utf8');
    const named = [...text.matchAll(pattern)].map(([, name]) => name);
    expect(new Set(named)).toEqual(new Set(Object.keys(variables)));
  });
});
