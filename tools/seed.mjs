import { refuseOldNode } from './run/node-version.mjs';

refuseOldNode(process.versions.node);
void Promise.all([import('./run/tool.mjs'), import('./database/seed.mjs')]).then(([{ runTool }, { seed }]) =>
  runTool(seed),
);
