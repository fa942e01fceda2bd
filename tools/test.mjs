import { refuseOldNode } from './run/node-version.mjs';

refuseOldNode(process.versions.node);
void Promise.all([import('./run/tool.mjs'), import('./test/tester.mjs')]).then(([{ runTool }, { test }]) =>
  runTool(test),
);
