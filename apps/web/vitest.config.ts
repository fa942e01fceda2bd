import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { emojiData } from './emoji-data.mjs';

export default defineConfig({
  plugins: [react(), emojiData()],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  test: {
    environment: 'jsdom',
    // Loads jsdom once and not for each file, which takes three times as long as all the tests.
    pool: 'vmThreads',
    maxWorkers: 2,
    // Machines are shared: time is no verdict here.
    testTimeout: 60_000,
    include: ['src/**/*.spec.{ts,tsx}'],
    css: false,
    restoreMocks: true,
  },
});
