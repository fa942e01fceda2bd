import { refuseOldNode } from './run/node-version.mjs';

refuseOldNode(process.versions.node);
void Promise.all([import('./run/tool.mjs'), import('./dev/dev.mjs')]).then(([{ runTool }, { dev }]) => runTool(dev));
