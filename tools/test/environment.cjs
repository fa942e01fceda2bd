const { AsyncLocalStorage } = require('node:async_hooks');
const { TestEnvironment } = require('jest-environment-node');

/** @type {Set<AsyncLocalStorage<unknown>>} */
const used = new Set();
const { run, enterWith } = AsyncLocalStorage.prototype;
AsyncLocalStorage.prototype.run = function (...args) {
  used.add(this);
  return run.apply(this, args);
};
AsyncLocalStorage.prototype.enterWith = function (...args) {
  used.add(this);
  return enterWith.apply(this, args);
};

/**
 * Every file leaves stores behind, the runner's own among them, and on Node 20 each promise of all later files would be
 * entered in each: after eighty files they take five times as long.
 */
module.exports = class extends TestEnvironment {
  async teardown() {
    for (const store of used) store.disable();
    used.clear();
    await super.teardown();
  }
};
