import { refuseOldNode } from './run/node-version.mjs';

refuseOldNode(process.versions.node);
void Promise.all([import('./run/tool.mjs'), import('./database/restore.mjs')]).then(([{ runTool }, { restore }]) =>
  runTool(restore),
);
