import { defineConfig } from 'vitest/config';

/**
 * Each file has a real server and real browsers of its own. They wait for each other more than they work, so two files
 * at once; and with patience, for the machine may have other things to do.
 */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['journeys/**/*.journey.ts'],
    maxWorkers: 2,
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
