import { underLock } from '../run/lock.mjs';
import { Refusal, say, seconds } from '../run/tool.mjs';
import { allChains } from './parts.mjs';

/** @typedef {import('./parts.mjs').Part} Part */

/**
 * Reads sources and stamps only: needs no package and writes nothing.
 * @param {Part[][]} chains
 */
export function staleParts(chains = allChains) {
  return chains.flat().filter((part) => part.isStale());
}

/**
 * Builds what is stale and nothing else.
 * @param {Part[][]} chains
 * @returns {Promise<Part[]>} what was built
 */
export async function buildStale(chains = allChains) {
  if (staleParts(chains).length === 0) return [];
  return underLock(async () => {
    const stale = staleParts(chains);
    if (stale.length === 0) return [];
    const since = performance.now();
    say(`Building ${stale.map((part) => part.name).join(', ')}…`);
    const built = await Promise.allSettled(chains.map(buildChain));
    const failures = built.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    if (failures.length > 0) throw together(failures);
    say(`Built in ${seconds(since)}.`);
    return built.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
  });
}

/** @param {Part[]} chain */
async function buildChain(chain) {
  const built = [];
  for (const part of chain) {
    // Asked again here: the part before may have written its sources.
    if (!part.isStale()) continue;
    await part.build();
    built.push(part);
  }
  return built;
}

/**
 * @param {unknown[]} failures
 * @returns {Error}
 */
function together(failures) {
  const errors = failures.map((failure) => (failure instanceof Error ? failure : new Error(String(failure))));
  const bug = errors.find((error) => !(error instanceof Refusal));
  return bug ?? new Refusal(errors.map((error) => error.message).join('\n'));
}
