import { existsSync, readdirSync } from 'node:fs';
import { at } from '../run/places.mjs';

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {string[]} command for Node
 * @property {boolean} [optionalNews] its output is worth showing even when it passes
 */

const bin = (/** @type {string[]} */ ...parts) => at('node_modules', ...parts);
const tooling = (/** @type {string} */ file) => at('libs/tooling', file);

/** Every folder with a tsconfig.json is a room whose types are checked. @returns {Check[]} */
function typeChecks() {
  const inside = (/** @type {string} */ folder) =>
    existsSync(at(folder)) ? readdirSync(at(folder)).map((name) => `${folder}/${name}`) : [];
  const rooms = [...inside('apps'), ...inside('libs'), 'tools', 'prisma', 'bench'];
  return rooms
    .filter((room) => existsSync(at(room, 'tsconfig.json')))
    .map((room) => ({ name: `types ${room}`, command: [bin('@typescript/native/bin/tsc'), '-p', room] }));
}

/** The slow ones first, so that two lanes end together. @returns {Check[]} */
export function checks() {
  return [
    { name: 'lint', command: [bin('oxlint/bin/oxlint'), '--deny-warnings'] },
    ...typeChecks(),
    { name: 'boundaries', command: [tooling('boundaries.mjs')] },
    { name: 'house rules', command: [tooling('house.mjs')], optionalNews: true },
    { name: 'dead code', command: [bin('knip/bin/knip.js'), '--no-progress'] },
    { name: 'format', command: [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'] },
    { name: 'packages', command: [tooling('packages.mjs')] },
    { name: 'migrations', command: [tooling('migrations.mjs')] },
    {
      name: 'docker-compose.yml',
      command: [bin('dclint/bin/dclint.cjs'), '-c', '.dclintrc.json', 'docker-compose.yml'],
    },
    { name: 'services', command: [tooling('compose.mjs')] },
    { name: 'Dockerfile', command: [tooling('dockerfile.mjs')] },
  ];
}
