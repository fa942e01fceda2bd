export interface Selected {
  text: string;
  start: number;
  end: number;
}

const signs: Record<string, string> = { b: '**', i: '_' };

export function signFor(key: string): string | null {
  return new Map(Object.entries(signs)).get(key.toLowerCase()) ?? null;
}

/** Puts a sign around what is selected, or takes it away again where it stands already. */
export function wrap({ text, start, end }: Selected, sign: string): Selected {
  const before = text.slice(0, start);
  const chosen = text.slice(start, end);
  const after = text.slice(end);
  const width = sign.length;
  if (before.endsWith(sign) && after.startsWith(sign)) {
    return { text: before.slice(0, -width) + chosen + after.slice(width), start: start - width, end: end - width };
  }
  return { text: before + sign + chosen + sign + after, start: start + width, end: end + width };
}
