/** Short names have innocent neighbours: HOST and HOME. */
const shortest = 6;

/** Names that are not known but look like a slip of one that is, with that one. */
export function nearMisses(given: string[], known: string[]): [string, string][] {
  const unknown = given.filter((name) => !known.includes(name) && name.length >= shortest);
  return unknown.flatMap((name) => {
    const right = known.find((one) => one.length >= shortest && isSlip(name.toUpperCase(), one));
    return right ? [[name, right] as [string, string]] : [];
  });
}

/** Equal but for separators, or at most two letters apart. */
function isSlip(name: string, known: string): boolean {
  const bare = (text: string) => text.replace(/[^A-Z0-9]/g, '');
  if (bare(name) === bare(known)) return true;
  return Math.abs(name.length - known.length) <= 2 && distance(name, known) <= 2;
}

/** Levenshtein's, one row at a time. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const substituted = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(substituted, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
