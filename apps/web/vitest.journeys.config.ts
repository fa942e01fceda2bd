import { defineConfig } from 'vitest/config';

/** One real server and real browsers: one after the other, and with patience. */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['journeys/**/*.journey.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
