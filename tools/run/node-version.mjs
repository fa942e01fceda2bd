// Every old Node that can load a module at all must be able to read this file and say the sentence:
// no `?.`, no top-level await, no `node:` import here, nor in the entries beside `run/`.

/**
 * Repeats `engines` of package.json, which an old npm does not enforce.
 * @param {string} version
 */
export function nodeIsSupported(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major === 20) return minor >= 19;
  if (major === 22) return minor >= 12;
  return major > 22;
}

/** @param {string} version */
export function refuseOldNode(version) {
  if (nodeIsSupported(version)) return;
  console.error(
    'Parley needs Node.js 20.19 or a later 20, or 22.12 or later, and this is ' +
      version +
      ': install a current one (https://nodejs.org/en/download) and run the same command again.',
  );
  process.exit(1);
}
