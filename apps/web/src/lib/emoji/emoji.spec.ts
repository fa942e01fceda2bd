import { expect, it } from 'vitest';
import { loadEmoji } from './emoji';

const listed = new RegExp('^\\p{RGI_Emoji}$', 'v');

it('spells every emoji as the server takes it for a reaction', async () => {
  const { emoji, groups } = await loadEmoji();
  expect(emoji.length).toBeGreaterThan(1_500);
  expect(emoji.flatMap((one) => [one.emoji, ...one.skins]).filter((one) => !listed.test(one))).toEqual([]);
  expect(emoji.find(({ names }) => names.includes('anchor'))?.emoji).toBe('⚓');
  expect(new Set(emoji.map(({ group }) => group))).toEqual(new Set(groups.map(({ index }) => index)));
});
