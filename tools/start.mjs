import { refuseOldNode } from './run/node-version.mjs';

refuseOldNode(process.versions.node);
void Promise.all([import('./run/tool.mjs'), import('./start/starter.mjs')]).then(([{ runTool }, { start }]) =>
  runTool(start),
);
