import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { at } from '../run/places.mjs';
import { Refusal } from '../run/tool.mjs';

const ofTheApi = /^\/(api|health|metrics|socket\.io)\b/;

/**
 * Vite's own server on the address people know. The API stands behind it (`server.proxy` in vite.config.ts).
 * @param {{ host: string, port: number, apiIsReady: () => Promise<void> }} options
 * @returns {Promise<{ close(): Promise<void> }>}
 */
export async function startWebServer({ host, port, apiIsReady }) {
  const vite = createRequire(at('apps/web/package.json')).resolve('vite');
  const { createServer } = await import(pathToFileURL(vite).href);
  const server = await createServer({
    root: at('apps/web'),
    configFile: at('apps/web/vite.config.ts'),
    clearScreen: false,
    logLevel: 'warn',
    server: { host, port, strictPort: true },
    plugins: [waitsFor(apiIsReady)],
  });
  await server.listen().catch((/** @type {Error} */ error) => {
    throw new Refusal(
      `The development server cannot listen on ${host}:${port} (${error.message}): set PORT to a free one.`,
    );
  });
  return server;
}

/**
 * A request that comes while the API restarts waits for it, instead of failing in the page that is being worked on.
 * @param {() => Promise<void>} apiIsReady
 */
function waitsFor(apiIsReady) {
  /** @param {{ middlewares: { use(handler: Function): void } }} server */
  const configureServer = (server) => {
    server.middlewares.use(
      (/** @type {{ url?: string }} */ request, /** @type {unknown} */ _, /** @type {() => void} */ next) => {
        if (ofTheApi.test(request.url ?? '')) void apiIsReady().then(next);
        else next();
      },
    );
  };
  return { name: 'parley-waits-for-the-api', configureServer };
}
