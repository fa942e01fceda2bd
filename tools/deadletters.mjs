import { refuseOldNode } from './run/node-version.mjs';

refuseOldNode(process.versions.node);
void Promise.all([import('./run/tool.mjs'), import('./database/dead-letters.mjs')]).then(
  ([{ runTool }, { deadLetters }]) => runTool(deadLetters),
);
