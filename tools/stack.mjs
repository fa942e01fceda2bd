import { refuseOldNode } from './run/node-version.mjs';

refuseOldNode(process.versions.node);
void Promise.all([import('./run/tool.mjs'), import('./stack/stack.mjs')]).then(([{ runTool }, { stack }]) =>
  runTool(stack),
);
