import { refuseOldNode } from './run/node-version.mjs';

refuseOldNode(process.versions.node);
void Promise.all([import('./run/tool.mjs'), import('./check/check.mjs')]).then(([{ runTool }, { check }]) =>
  runTool(check),
);
