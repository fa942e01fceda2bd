import { Injectable, type LoggerService } from '@nestjs/common';
import { type Logger, destination, pino as createPino } from 'pino';

/** Where a secret could stand in a log line. */
const secrets = [
  'req.headers.authorization',
  'req.headers.cookie',
  'res.headers["set-cookie"]',
  '*.password',
  '*.token',
  '*.accessToken',
  '*.refreshToken',
  '*.setupCode',
];

/** One structured line an event, on stderr: stdout belongs to the words for the person at the terminal. */
export function createLogger(level: string): Logger {
  return createPino({ level, redact: { paths: secrets, censor: '[redacted]' }, base: null }, destination(2));
}

/** Nest's own lines through the same pino. */
@Injectable()
export class Log implements LoggerService {
  constructor(readonly pino: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  private write(level: 'debug' | 'warn' | 'error', message: unknown, rest: unknown[]): void {
    const context = rest.at(-1);
    const fields = { context, ...(message instanceof Error ? { err: message } : {}) };
    this.pino[level](fields, message instanceof Error ? message.message : String(message));
    if (level === 'error' && rest.length > 1) this.pino.debug({ context, stack: rest[0] });
  }
}
