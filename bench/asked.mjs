import { parseArgs } from 'node:util';
import { measurements } from './measurements/index.mjs';

/** Of `--quick`, those that tell most for their time come first. */
const quickOnes = ['statements', 'W2', 'W1', 'W7', 'W13', 'W5', 'W3', 'conversation-list', 'W6', 'W8', 'W10'];
/** Two minutes, less what starting and clearing take. */
const quickSeconds = 105;
/** Long enough to be asked for by name. */
const onlyByName = ['W12'];

const options = /** @type {const} */ ({
  quick: { type: 'boolean', default: false },
  full: { type: 'boolean', default: false },
  peers: { type: 'boolean', default: false },
  'no-peers': { type: 'boolean', default: false },
  compare: { type: 'boolean', default: false },
  'write-baseline': { type: 'boolean', default: false },
  seconds: { type: 'string' },
  minutes: { type: 'string' },
  sockets: { type: 'string' },
  'commit-delay': { type: 'string' },
});

/**
 * @typedef {object} Asked
 * @property {string[]} names
 * @property {number | undefined} seconds after which nothing more is measured
 * @property {boolean} compares with the baseline
 * @property {boolean} writesBaseline
 * @property {import('./stage/stage.mjs').Options} how
 */

/** @param {string} name @param {string | undefined} value @param {number} most */
function numberIn(name, value, most) {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!(number > 0 && number <= most)) throw new Error(`--${name} wants a number above 0 and up to ${most}.`);
  return number;
}

/**
 * What a command line asks for; throws with a sentence for who wrote it.
 * @param {string[]} args
 * @returns {Asked}
 */
export function askedFor(args) {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  const known = Object.keys(measurements);
  const unknown = positionals.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Error(`No such measurement: ${unknown.join(', ')}. There are ${known.join(', ')}.`);
  }
  const everything = values.quick ? quickOnes : known.filter((name) => !onlyByName.includes(name));
  return {
    names: positionals.length > 0 ? positionals : everything,
    seconds: numberIn('seconds', values.seconds, 86_400) ?? (values.quick ? quickSeconds : undefined),
    compares: values.compare,
    writesBaseline: values['write-baseline'],
    how: {
      quick: values.quick,
      full: values.full,
      peers: values.peers || (!values.quick && !values['no-peers']),
      minutes: numberIn('minutes', values.minutes, 1_440),
      sockets: numberIn('sockets', values.sockets, 18_000),
      commitDelay: numberIn('commit-delay', values['commit-delay'], 100),
    },
  };
}
