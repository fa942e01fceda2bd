import { type MentionScope, isUsername, limits } from '@parley/contracts';

/** Whom a text names: people in lower case, each once, and whether it speaks to everybody. */
export interface Named {
  names: string[];
  everyone: MentionScope | null;
}

/**
 * What has to be looked at one by one: lines, backticks, signs. Of a text that holds more of them, what stands below names
 * nobody: a megabyte of backticks would take the node for a second.
 */
const mostMarks = 20_000;

const nobody: Named = { names: [], everyone: null };

const fences = /^ {0,3}(`{3,}|~{3,})/;
const runs = /\\.|`+/gsu;
// Not within a word, an address or a path: what stands before and after decides.
const mentions = /(?<![\p{L}\p{N}_.\-/@\\])@([a-z0-9_.-]+)(?![\p{L}\p{N}@])/giu;

/**
 * Reads the mentions of a message, and none in its code. Linear, whatever the text: a Markdown parser
 * takes a tenth of a second for what a flooder may put into one message (docs/adr/0012-mentions-by-a-scanner.md).
 */
export function readMentions(text: string): Named {
  if (!text.includes('@')) return nobody;
  const names = new Set<string>();
  let everyone: MentionScope | null = null;
  for (const [, found = ''] of withoutSpans(withoutFences(beginningOf(text))).matchAll(mentions)) {
    // Looking behind keeps this from beginning anew at every dot of a long row.
    const name = found.toLowerCase().replace(/(?<![.-])[.-]+$/, '');
    if (name === 'all') everyone = 'all';
    else if (name === 'here') everyone ??= 'here';
    else if (isUsername(name) && names.size < limits.mentions) names.add(name);
  }
  return { names: [...names], everyone };
}

function beginningOf(text: string): string {
  let marks = 0;
  for (const { index } of text.matchAll(/[@`~\\\r\n]/g)) {
    marks += 1;
    if (marks > mostMarks) return text.slice(0, index);
  }
  return text;
}

/** Leaves out blocks of code, the last one also when it is not closed. */
function withoutFences(text: string): string {
  let open = '';
  const lines = text.split(/\r\n|\r|\n/).filter((line) => {
    const [, fence = ''] = fences.exec(line) ?? [];
    if (open === '') {
      open = fence;
      return fence === '';
    }
    const closes = fence.startsWith(open) && line.trim() === fence;
    if (closes) open = '';
    return false;
  });
  return lines.join('\n');
}

/** Leaves out code within lines: from a run of backticks to the next one that is as long. */
function withoutSpans(text: string): string {
  const ticks = [...text.matchAll(runs)].filter(([run]) => run.startsWith('`'));
  // For each run the place of the next of its length; from the end, so that each is looked at once.
  const latest = new Map<number, number>();
  const closing = new Map<number, number>();
  for (const [at, [run]] of [...ticks.entries()].reverse()) {
    closing.set(at, latest.get(run.length) ?? -1);
    latest.set(run.length, at);
  }
  const kept: string[] = [];
  let from = 0;
  for (let at = 0; at < ticks.length; at += 1) {
    const end = closing.get(at) ?? -1;
    const [opener, closer] = [ticks[at], ticks[end]];
    if (!opener || !closer) continue;
    kept.push(text.slice(from, opener.index));
    from = closer.index + closer[0].length;
    at = end;
  }
  return [...kept, text.slice(from)].join(' ');
}
