/** As long as one look at how warm a side is. */
const lookSeconds = 1;

/**
 * @typedef {import('./round.mjs').Side} Side
 * @typedef {{ rate: number, text: string, seconds: number }} Warming
 */

/**
 * What a measurement begins with: V8 has to have seen and compiled what is measured, on every side as often and at the same
 * rate. Says how much that was, and what a message cost the server in the first and in the last second of it.
 * @param {import('./round.mjs').OpenLoad} open @param {Side[]} sides @param {Warming} warming
 * @returns {Promise<string>}
 */
export async function warmUp(open, sides, { rate, text, seconds }) {
  const said = [];
  for (const side of sides) {
    const look = () => open.round(side, { rate, text, seconds: lookSeconds });
    const first = await look();
    if (seconds > 2 * lookSeconds) await open.round(side, { rate, text, seconds: seconds - 2 * lookSeconds });
    const last = await look();
    said.push(`${side.name} ${perMessage(first)} → ${perMessage(last)}`);
  }
  const messages = Math.round(rate * Math.max(seconds, 2 * lookSeconds)).toLocaleString('en');
  return `warmed up by ${messages} messages each, at ${rate} a second; server CPU ms a message: ${said.join(', ')}`;
}

/** @param {import('./round.mjs').Round} round */
const perMessage = ({ cpu, sent }) => ((cpu.server * 1_000) / sent).toFixed(2);
