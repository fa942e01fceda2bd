/**
 * What has to be looked at one by one: lines, backticks, signs. Of a text that holds more of them, what stands below is
 * not read: a megabyte of backticks would take the node for a second.
 */
const mostMarks = 20_000;

const fences = /^ {0,3}(`{3,}|~{3,})/;
const runs = /\\.|`+/gsu;

/** A text without its code: where people are named, and links lead somewhere. */
export const proseOf = (text: string): string => withoutSpans(withoutFences(beginningOf(text)));

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
