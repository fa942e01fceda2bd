import { refuseOldNode } from './run/node-version.mjs';

refuseOldNode(process.versions.node);
void Promise.all([import('./run/tool.mjs'), import('./install/install.mjs'), import('./build/build.mjs')]).then(
  ([{ runTool, say }, { ensureInstalled }, { buildStale }]) =>
    runTool(async () => {
      await ensureInstalled({ dev: false });
      const built = await buildStale();
      if (built.length === 0) say('Everything is built already.');
      return 0;
    }),
);
