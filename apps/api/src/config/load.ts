import { existsSync } from 'node:fs';
import { Config } from './config';

/**
 * The only place that reads `process.env`. A `.env` in the working folder fills in what the environment leaves open,
 * except for tests, which must not meet a developer's database.
 */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  if (env === process.env && env.NODE_ENV !== 'test' && existsSync('.env')) process.loadEnvFile('.env');
  return new Config(env);
}
