import { details, isClean, nameOf, table } from './report.mjs';

/**
 * @typedef {import('./scene.mjs').Outcome} Outcome
 * @typedef {(line: string) => void} Say
 */

/** What has been seen up to now, so that a run that is ended by its limit can still tell. */
export class Tally {
  /** @type {Outcome[]} */
  #outcomes = [];
  #planted = { passed: 0, failed: 0 };
  /** By name, why it is not run. @type {Map<string, string>} */
  #notRun;

  /** @param {{ name: string }[]} faults @param {Say} say */
  constructor(faults, say) {
    this.#notRun = new Map(faults.map(({ name }) => [name, 'no time was left']));
    this.say = say;
  }

  /** @param {{ name: string, reason: string }[]} missing */
  cannotRun(missing) {
    for (const { name, reason } of missing) this.#notRun.set(name, reason);
  }

  get hasPlanted() {
    return this.#planted.passed + this.#planted.failed > 0;
  }

  /** @param {Outcome} outcome */
  add(outcome) {
    this.#outcomes.push(outcome);
    for (const fault of outcome.acts.flat()) this.#notRun.delete(fault);
    const verdict = `${isClean(outcome) ? 'held' : 'BROKEN'} (${outcome.seconds.toFixed(1)} s)`;
    for (const line of [`${nameOf(outcome)}: ${verdict}`, ...details(outcome)]) this.say(line);
  }

  /** @param {import('./oracle/planted.mjs').Bug} bug @param {string[]} unnoticed by these invariants */
  addPlanted({ name, breaks }, unnoticed) {
    this.#planted[unnoticed.length === 0 ? 'passed' : 'failed'] += 1;
    const words = unnoticed.length === 0 ? `caught by ${breaks.join(', ')}` : `NOT CAUGHT by ${unnoticed.join(', ')}`;
    this.say(`  planted: ${name}: ${words}`);
  }

  /** The table, what is not in it, and the counts; the exit code. */
  conclude() {
    const notRun = [...this.#notRun].map(([name, reason]) => `not run: ${name}: ${reason}`);
    this.say(['', ...table(this.#outcomes), '', ...notRun].join('\n'));
    const count = (/** @type {Outcome[]} */ outcomes) => outcomes.flatMap(({ acts }) => acts.flat()).length;
    const held = count(this.#outcomes.filter(isClean));
    const broken = count(this.#outcomes) - held;
    const { passed, failed } = this.#planted;
    this.say(`${held + passed} passed, ${broken + failed} failed`);
    return broken + failed > 0 ? 1 : 0;
  }
}
