/** As the server reads it (apps/api/src/modules/messages/mentions.ts): whether it named somebody is its answer alone. */
const mention = /(?<![\p{L}\p{N}_.\-/@\\])@([a-z0-9_.-]+)(?![\p{L}\p{N}@])/giu;

export type NamedPart = { kind: 'text'; text: string } | { kind: 'name'; text: string; name: string };

/** A text cut at the names that `isNamed` knows. */
export function splitNames(text: string, isNamed: (name: string) => boolean): NamedPart[] {
  const parts: NamedPart[] = [];
  let from = 0;
  for (const found of text.matchAll(mention)) {
    const name = (found[1] ?? '').toLowerCase().replace(/(?<![.-])[.-]+$/, '');
    if (!isNamed(name)) continue;
    if (found.index > from) parts.push({ kind: 'text', text: text.slice(from, found.index) });
    from = found.index + 1 + name.length;
    parts.push({ kind: 'name', text: text.slice(found.index, from), name });
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}
