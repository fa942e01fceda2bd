import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

/** Node 20 and the browsers of 2023 know Unicode 15; what is newer would be refused as a reaction, or be an empty box. */
const newest = 15;

interface Emoji {
  emoji: string;
  hexcode: string;
  label: string;
  group?: number;
  version: number;
  tags?: string[];
  skins?: { emoji: string; tone: number | number[] }[];
}

interface Messages {
  groups: { key: string; order: number; message: string }[];
}

/** `virtual:emoji`: what pickers and completion need of emojibase, served by ourselves and a third of its size. */
export function emojiData(): Plugin {
  return {
    name: 'emoji-data',
    resolveId: (id) => (id === 'virtual:emoji' ? '\0virtual:emoji' : null),
    load: (id) => (id === '\0virtual:emoji' ? `export default JSON.parse(${JSON.stringify(pack())})` : null),
  };
}

function pack(): string {
  const load = createRequire(import.meta.url);
  const all = load('emojibase-data/en/data.json') as Emoji[];
  const { groups } = load('emojibase-data/en/messages.json') as Messages;
  const names = load('emojibase-data/en/shortcodes/github.json') as Record<string, string | string[]>;
  const shown = all.filter(({ group, version }) => group !== undefined && version <= newest);
  return JSON.stringify({
    groups: groups.filter(({ key }) => key !== 'component').map(({ order, message }) => [order, message]),
    rows: shown.map(({ emoji, hexcode, label, group, tags = [], skins = [] }) => [
      emoji,
      label,
      group,
      [names[hexcode] ?? []].flat().join(' '),
      tags.join(' '),
      skins
        .filter(({ tone }) => typeof tone === 'number')
        .map((skin) => skin.emoji)
        .join(' '),
    ]),
  });
}
