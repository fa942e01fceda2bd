import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { emojiData } from './emoji-data.mjs';

export default defineConfig({
  plugins: [react(), emojiData()],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.spec.{ts,tsx}'],
    css: false,
    restoreMocks: true,
  },
});
