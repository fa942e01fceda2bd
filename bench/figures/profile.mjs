// A flame graph in words: where the server's CPU went, by whose code it was and by what called it.
import { readFileSync } from 'node:fs';

/**
 * @typedef {{ id: number, callFrame: { functionName: string, url: string }, children?: number[] }} ProfileNode
 * @typedef {{ nodes: ProfileNode[], samples: number[], timeDeltas: number[] }} Profile as V8 writes it
 */

const resting = new Set(['(idle)', '(root)']);

/** Whose code it is: a package, a part of Node, a folder of ours. @param {ProfileNode['callFrame']} frame */
export function ownerOf({ functionName, url }) {
  if (url === '') return functionName.startsWith('(') ? functionName : `native ${functionName || 'code'}`;
  const inPackage = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  if (inPackage) return inPackage;
  const ours = /\/dist\/((?:[^/]+\/){1,2})/.exec(url)?.[1];
  if (ours) return `parley ${ours.slice(0, -1)}`;
  return url.split('/').slice(0, 2).join('/');
}

/** Microseconds of each node itself, in the second half: starting up is another matter. @param {Profile} profile */
function selfTimes({ samples, timeDeltas }) {
  const from = timeDeltas.reduce((sum, delta) => sum + delta, 0) / 2;
  /** @type {Map<number, number>} */
  const times = new Map();
  let at = 0;
  for (const [nth, id] of samples.entries()) {
    const delta = timeDeltas[nth] ?? 0;
    at += delta;
    if (at >= from) times.set(id, (times.get(id) ?? 0) + delta);
  }
  return times;
}

/**
 * With everything a node has called; a function that calls itself counts once.
 * @param {Profile} profile @param {Map<number, number>} self @param {(frame: ProfileNode['callFrame']) => string | undefined} nameOf
 */
function wholeTimes({ nodes }, self, nameOf) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  /** @type {Map<string, number>} */
  const whole = new Map();
  /** @param {ProfileNode} node @param {Set<string>} above @returns {number} */
  const sum = (node, above) => {
    const name = nameOf(node.callFrame);
    const isFirst = name !== undefined && !above.has(name);
    const within = isFirst ? new Set([...above, name]) : above;
    const called = (node.children ?? []).map((id) => byId.get(id)).filter((child) => child !== undefined);
    const time = called.reduce((total, child) => total + sum(child, within), self.get(node.id) ?? 0);
    if (isFirst) whole.set(name, (whole.get(name) ?? 0) + time);
    return time;
  };
  if (nodes[0]) sum(nodes[0], new Set());
  return whole;
}

/** @param {Map<string, number>} times @param {number} busy @param {number} most */
const shares = (times, busy, most) =>
  [...times]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([name, time]) => `  ${((100 * time) / busy).toFixed(1).padStart(5)} %  ${name}`);

/** @param {Profile} profile @returns {string[]} */
export function reading(profile) {
  const self = selfTimes(profile);
  /** @type {Map<string, number>} */
  const owners = new Map();
  for (const { id, callFrame } of profile.nodes) {
    if (resting.has(callFrame.functionName)) continue;
    const owner = ownerOf(callFrame);
    owners.set(owner, (owners.get(owner) ?? 0) + (self.get(id) ?? 0));
  }
  const busy = [...owners.values()].reduce((sum, time) => sum + time, 0);
  const all = [...self.values()].reduce((sum, time) => sum + time, 0);
  const whole = wholeTimes(profile, self, (frame) => {
    const owner = ownerOf(frame);
    return owner.startsWith('parley ') && frame.functionName ? `${owner}: ${frame.functionName}` : undefined;
  });
  return [
    `busy ${((100 * busy) / all).toFixed(0)} % of the second half; of that`,
    'by whose code runs:',
    ...shares(owners, busy, 14),
    'by which function of ours called it, up to its first await:',
    ...shares(whole, busy, 14),
  ];
}

/** @param {string} file */
export const readProfile = (file) => reading(JSON.parse(readFileSync(file, 'utf8')));
