import { createRequire } from 'node:module';

/** Node 20 and the browsers of 2023 know Unicode 15; what is newer would be refused as a reaction, or be an empty box. */
const newest = 15;

/** As Unicode's list writes it, and as the server takes reactions: emojibase adds a selector where none belongs. */
const listed = new RegExp('^\\p{RGI_Emoji}$', 'v');

/** @param {string} emoji */
const spelt = (emoji) => (listed.test(emoji) ? emoji : emoji.replaceAll('\ufe0f', ''));

/**
 * `virtual:emoji`: what pickers and completion need of emojibase, served by ourselves and a third of its size.
 * @returns {import('vite').Plugin}
 */
export function emojiData() {
  return {
    name: 'emoji-data',
    resolveId: (id) => (id === 'virtual:emoji' ? '\0virtual:emoji' : null),
    load: (id) => (id === '\0virtual:emoji' ? `export default JSON.parse(${JSON.stringify(pack())})` : null),
  };
}

/** @returns {string} */
function pack() {
  const load = createRequire(import.meta.url);
  /** @type {import('emojibase-data/en/data.json')} */
  const all = load('emojibase-data/en/data.json');
  /** @type {import('emojibase-data/en/messages.json')} */
  const messages = load('emojibase-data/en/messages.json');
  // Components are parts of others, such as skin tones alone.
  const groups = messages.groups.filter(({ key }) => key !== 'component');
  const orders = groups.map(({ order }) => order);
  const names = load('emojibase-data/en/shortcodes/github.json');
  const shown = all.filter(({ group, version }) => group !== undefined && orders.includes(group) && version <= newest);
  return JSON.stringify({
    groups: groups.map(({ order, message }) => [order, message]),
    rows: shown.map(({ emoji, hexcode, label, group, tags = [], skins = [] }) => [
      spelt(emoji),
      label,
      group,
      [names[hexcode] ?? []].flat().join(' '),
      tags.join(' '),
      skins
        .filter(({ tone }) => typeof tone === 'number')
        .map((skin) => spelt(skin.emoji))
        .join(' '),
    ]),
  });
}
