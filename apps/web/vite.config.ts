import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, loadEnv } from 'vite';
import { emojiData } from './emoji-data.mjs';

/** What every page stands on: kept in one file, because cut along the borders of the pages it compresses worse. */
const ground =
  /libs\/client\/|node_modules\/(react|react-dom|scheduler|use-sync-external-store|zustand)\/|node_modules\/(@tanstack|@?socket\.io|engine\.io)/;

export default defineConfig(({ mode }) => {
  const api = loadEnv(mode, import.meta.dirname, 'PARLEY_').PARLEY_API ?? 'http://127.0.0.1:3000';
  return {
    plugins: [react(), tailwindcss(), emojiData()],
    resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
    server: {
      host: '127.0.0.1',
      proxy: {
        '/api': api,
        '/health': api,
        '/metrics': api,
        '/socket.io': { target: api, ws: true },
      },
    },
    build: {
      // light-dark() and oklch() without fallbacks: fallbacks would double the stylesheet.
      target: ['chrome123', 'safari17.5', 'firefox121'],
      // The page lives under script-src 'self': nothing may be inlined as data: or as a script.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        output: {
          codeSplitting: {
            groups: [{ name: 'ground', test: ground }],
          },
        },
      },
    },
  };
});
