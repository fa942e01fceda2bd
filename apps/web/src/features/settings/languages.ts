const tags = 'ar cs da de el en en-GB es fi fr he hi hu it ja ko nb nl pl pt pt-BR ro ru sv tr uk vi zh-CN zh-TW'.split(
  ' ',
);

/** Each in its own words, so that everybody finds theirs. `kept` stays on offer although the list lacks it. */
export function languages(kept: string): { tag: string; name: string }[] {
  const all = kept === '' || tags.includes(kept) ? tags : [kept, ...tags];
  return all.map((tag) => ({ tag, name: ownName(tag) }));
}

function ownName(tag: string): string {
  const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}
