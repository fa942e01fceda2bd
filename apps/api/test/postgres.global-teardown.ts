import type { Running } from './postgres.global-setup';

export default async function stopPostgres(): Promise<void> {
  await (globalThis as Running).parleyTestPostgres?.();
}
