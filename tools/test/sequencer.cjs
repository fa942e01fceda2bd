const { default: Sequencer } = require('@jest/test-sequencer');

/** Minutes each, and small: by size, which is all a new machine goes by, they would come last and run beside nothing. */
const longest = ['convergence.spec.ts', 'permissions.spec.ts', 'planted-bugs.spec.ts', 'nodes/presence.spec.ts'];

module.exports = class extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const place = longest.findIndex((end) => path.endsWith(`/${end}`));
      return place < 0 ? longest.length : place;
    };
    return super.sort(tests).sort((one, other) => rank(one) - rank(other));
  }
};
