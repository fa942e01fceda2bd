import type { Options } from 'amqplib';

export interface Place {
  connect: Options.Connect;
  /** For the log: without the name and the password. */
  shown: string;
}

/** A half-open connection is noticed after two of these. */
const heartbeatSeconds = 10;

export function placeOf(url: string): Place {
  const { protocol, hostname, port, host, username, password, pathname } = new URL(url);
  const secure = protocol === 'amqps:';
  return {
    shown: `RabbitMQ at ${host}`,
    connect: {
      protocol: secure ? 'amqps' : 'amqp',
      hostname: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || (secure ? 5671 : 5672)),
      username: decodeURIComponent(username) || 'guest',
      password: decodeURIComponent(password) || 'guest',
      vhost: decodeURIComponent(pathname.slice(1)) || '/',
      heartbeat: heartbeatSeconds,
    },
  };
}
