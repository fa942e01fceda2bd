/** Where a page names its letters, if it does. */
const sniffed = 1_024;
const named = /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{1,40})/i;

/** The letters of a page: as its mark says, its answer, itself, or else as everybody does. */
export function decoded(body: Buffer, charset: string | null): string {
  const [, own] = named.exec(body.toString('latin1', 0, sniffed)) ?? [];
  const label = markOf(body) ?? charset ?? own ?? 'utf-8';
  try {
    return new TextDecoder(label).decode(body);
  } catch {
    return new TextDecoder().decode(body);
  }
}

function markOf([first, second]: Buffer): string | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return null;
}
