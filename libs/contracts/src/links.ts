export type TextPart = { kind: 'text'; text: string } | { kind: 'link'; text: string; href: string };

/** Browsers and Node have it; types that both share do not. */
declare const URL: {
  canParse(text: string): boolean;
  new (text: string): { protocol: string; username: string; password: string; href: string };
};

/** Candidates only: what may be followed is decided by the parsed URL, never by this pattern. */
const candidate = /(?:https?:\/\/|mailto:|www\.)[^\s<>"'`]+/gi;
const allowed = new Set(['http:', 'https:', 'mailto:']);
const closers: Record<string, string> = { ')': '(', ']': '[', '}': '{' };

/** A full stop after a link ends the sentence, not the address; a bracket belongs to it only when it was opened inside. */
function trimEnd(found: string): string {
  // Counted once: a row of ten thousand brackets must not be counted ten thousand times.
  const counts = new Map<string, number>();
  for (const letter of found) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  let end = found.length;
  while (end > 0) {
    const last = found[end - 1] ?? '';
    const opener = closers[last];
    const closed = counts.get(last) ?? 0;
    const unopened = opener !== undefined && (counts.get(opener) ?? 0) < closed;
    if (!/[.,;:!?…*_~]/.test(last) && !unopened) break;
    counts.set(last, closed - 1);
    end--;
  }
  return found.slice(0, end);
}

/** The address a link may go to, or null: `javascript:`, `data:` and the like never become links. */
export function safeHref(text: string): string | null {
  const address = /^www\./i.test(text) ? `https://${text}` : text;
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  // A name and password in an address make https://bank.example@evil.example look like the bank.
  if (!allowed.has(url.protocol) || url.username !== '' || url.password !== '') return null;
  return url.href;
}

export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(candidate)) {
    const found = trimEnd(match[0]);
    const href = safeHref(found);
    if (!href) continue;
    if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index) });
    parts.push({ kind: 'link', text: found, href });
    from = match.index + found.length;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}
