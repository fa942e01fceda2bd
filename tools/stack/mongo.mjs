import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { runChild } from '../run/child.mjs';
import { at } from '../run/places.mjs';
import { Refusal } from '../run/tool.mjs';
import { needProgram } from './programs.mjs';
import { answers, startInBackground, waitUntil } from './processes.mjs';
import { progress, stackFolder } from './settings.mjs';

/** @typedef {import('./settings.mjs').Settings} Settings */

/** @param {Settings} settings */
export const mongoUrl = ({ ports }) => `mongodb://127.0.0.1:${ports.mongo}/parley`;

/** @param {Settings} settings */
export async function startMongo({ ports }) {
  const program = await build();
  const data = stackFolder('mongo');
  mkdirSync(data, { recursive: true });
  const args = ['-listen', `127.0.0.1:${ports.mongo}`, '-data', data];
  await startInBackground({ name: 'mongo', command: program, args });
  await waitUntil('mongo', () => answers(ports.mongo), 30);
}

// Built once for all stacks of this checkout.
const program = at('.stack/bin/mongo-compatible');
const stamp = `${program}.sources`;

function sourcesHash() {
  const sources = createHash('sha256');
  for (const file of ['go.mod', 'go.sum', 'main.go']) sources.update(readFileSync(at('tools/mongo-compatible', file)));
  return sources.digest('hex');
}

export const isBuilt = () => existsSync(program) && existsSync(stamp) && readFileSync(stamp, 'utf8') === sourcesHash();

/** @returns {Promise<string>} the program, built when its sources changed */
async function build() {
  if (isBuilt()) return program;
  const go = await needProgram('go', 'golang-go');
  progress('Building the MongoDB-compatible server, a minute or two the first time…');
  mkdirSync(at('.stack/bin'), { recursive: true });
  const { code, output } = await runChild(go, ['build', '-trimpath', '-o', program, '.'], {
    cwd: at('tools/mongo-compatible'),
    env: goEnvironment(),
  });
  if (code !== 0) throw new Refusal(`The MongoDB-compatible server cannot be built:\n${output.trim()}`);
  writeFileSync(stamp, sourcesHash());
  return program;
}

/** Go refuses to build without a home or a cache folder. */
function goEnvironment() {
  if (process.env['HOME']) return process.env;
  return { ...process.env, GOCACHE: stackFolder('go-cache'), GOPATH: stackFolder('go') };
}
