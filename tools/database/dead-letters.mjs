// npm run deadletters                      lists what is parked, with the reasons
// npm run deadletters -- replay ID…        hands it over again, to where it failed; `replay all` all that can be read
// npm run deadletters -- remove ID…        forgets it
import { createRequire } from 'node:module';
import { at } from '../run/places.mjs';
import { Refusal, say } from '../run/tool.mjs';
import { withDatabase } from './place.mjs';

/** @typedef {typeof import('../../apps/api/src/platform/broker/dead-letters/statements')} Statements */
/** @typedef {import('../../apps/api/src/platform/broker/dead-letters/dead').DeadLetter} DeadLetter */
/** @typedef {(text: string, values: unknown[]) => Promise<{ rows: DeadLetter[], rowCount: number | null }>} Query */

const usage = 'npm run deadletters -- [list | replay all | replay ID… | remove ID…]';
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const pageSize = 500;

/** @param {string[]} args */
export async function deadLetters([verb = 'list', ...ids]) {
  const all = verb === 'replay' && ids.length === 1 && ids[0] === 'all';
  const named = ids.length > 0 && ids.every((id) => uuid.test(id));
  const known = verb === 'list' ? ids.length === 0 : /^(replay|remove)$/.test(verb) && (all || named);
  if (!known) throw new Refusal(`Usage: ${usage}`);
  return withDatabase((url) =>
    asked(url, async (query, statements) => {
      if (verb === 'list') return list(query, statements);
      const chosen = all ? (await everything(query, statements)).map(({ id }) => id) : ids;
      const { rowCount } = await query(verb === 'replay' ? statements.replayText : statements.removeText, [chosen]);
      say(verb === 'replay' ? `${rowCount} of ${chosen.length} go back to where they failed.` : `${rowCount} removed.`);
      return rowCount === chosen.length ? 0 : 1;
    }),
  );
}

/** @param {Query} query @param {Statements} statements */
async function list(query, statements) {
  const letters = await everything(query, statements);
  for (const { id, queue, topic, payload, reason, parkedAt, readable } of letters) {
    say(
      `${id}  ${parkedAt.toISOString()}  ${queue || '–'}  ${topic ?? '–'}${readable ? '' : '  (cannot be replayed)'}`,
    );
    say(`    ${oneLine(reason)}`);
    say(`    ${oneLine(payload)}`);
  }
  say(letters.length === 0 ? 'Nothing is parked.' : `${letters.length} parked.`);
  return 0;
}

/** A terminal obeys control characters, and a stranger may have written this. @param {string} text */
const oneLine = (text) => text.replaceAll(/\p{C}+/gu, ' ').slice(0, 300);

/** @param {Query} query @param {Statements} statements */
async function everything(query, { pageText }) {
  /** @type {DeadLetter[]} */
  const letters = [];
  for (;;) {
    const { rows } = await query(pageText, [letters.at(-1)?.id ?? null, pageSize]);
    letters.push(...rows);
    if (rows.length < pageSize) return letters;
  }
}

/** @param {string} url @param {(query: Query, statements: Statements) => Promise<number>} work */
async function asked(url, work) {
  const require = createRequire(at('apps/api/dist/main.js'));
  const { Client } = /** @type {typeof import('pg')} */ (require('pg'));
  const statements = /** @type {Statements} */ (require('./platform/broker/dead-letters/statements'));
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work((text, values) => client.query(text, values), statements);
  } finally {
    await client.end();
  }
}
