import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { parseArgs } from 'node:util';
import { Config, loadConfig } from '../config';
import { exitOnSignals } from '../drain';
import { StartupError } from '../platform/errors';
import { Log } from '../platform/logging';
import { domain, password } from './people';
import { seed } from './seed';
import { SeedModule } from './seed.module';

const most = 5_000_000;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

function wanted(): number {
  let given: string | undefined;
  try {
    given = parseArgs({ options: { messages: { type: 'string', default: '20000' } } }).values.messages;
  } catch {
    given = undefined;
  }
  const total = Number(given);
  if (Number.isInteger(total) && total >= 1 && total <= most) return total;
  throw new StartupError(`Say how many messages, from 1 to ${most}: npm run seed -- --messages 20000`);
}

async function main(): Promise<void> {
  exitOnSignals();
  const total = wanted();
  // Before anything is opened: everybody knows these passwords.
  if (loadConfig().mode === 'production') {
    throw new StartupError(
      'The seed makes accounts with a known password, so it does nothing while NODE_ENV is production.',
    );
  }
  const app = await NestFactory.createApplicationContext(SeedModule, { abortOnError: false, logger: false });
  app.useLogger(app.get(Log));
  try {
    const { messages, fresh, seconds } = await seed(app, total, say);
    const rate = Math.round(messages / seconds);
    say(`${messages} messages in ${seconds.toFixed(1)} s (${rate} a second); ${fresh} of them new.`);
    say(`Sign in as eli@${domain} (or maya, priya, jonas …) with the password ${password}`);
    say(
      `The data is ${app.get(Config).databaseUrl ? 'in the database of DATABASE_URL' : `under ${app.get(Config).dataDir}`}.`,
    );
  } finally {
    await app.close();
  }
}

main().catch((error: unknown) => {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${error instanceof StartupError ? error.message : stack}\n`);
  process.exit(1);
});
