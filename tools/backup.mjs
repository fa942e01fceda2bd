import { refuseOldNode } from './run/node-version.mjs';

refuseOldNode(process.versions.node);
void Promise.all([import('./run/tool.mjs'), import('./database/backup.mjs')]).then(([{ runTool }, { backup }]) =>
  runTool(backup),
);
