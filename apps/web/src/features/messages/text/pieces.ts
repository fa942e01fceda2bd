/** A piece is cut at the next good place from here on, and at whatever place there is before it grows too large. */
const wanted = 2 * 1024;
const most = 4 * 1024;
/** Code is one box and costs little. */
const mostCode = 12 * 1024;
const longestLine = 3 * 1024;
/** Each may become an element, and some thousands of them hold up the page. */
const mostMarks = 800;
/** Of a fence: it is repeated in each piece of the code. */
const longestMark = 32;

const fence = /^ {0,3}(`{3,}|~{3,})([^\n]{0,80})/;

/** The code block that a piece begins or ends in. */
interface Fence {
  mark: string;
  opening: string;
}

/** After this line: the code block that is open. */
function fenceAfter(line: string, open: Fence | null): Fence | null {
  const [opening, mark = '', rest = ''] = fence.exec(line) ?? [];
  if (opening === undefined || mark.length > longestMark) return open;
  if (!open) return mark.startsWith('`') && rest.includes('`') ? null : { mark, opening };
  return mark.startsWith(open.mark) && rest.trim() === '' ? null : open;
}

/** Never between the halves of one character. */
function* shortLines(text: string): Generator<string> {
  for (const line of text.split('\n')) {
    let from = 0;
    while (line.length - from > longestLine) {
      const space = line.lastIndexOf(' ', from + longestLine);
      let to = space > from ? space + 1 : from + longestLine;
      if (/[\uD800-\uDBFF]/.test(line[to - 1] ?? '')) to -= 1;
      yield line.slice(from, to);
      from = to;
    }
    yield line.slice(from);
  }
}

/** More marks than words: nobody's letter, and drawn as it was typed. */
export function isDense(piece: string): boolean {
  return (piece.match(/[*_~`[|\n]/g)?.length ?? 0) > mostMarks;
}

/**
 * A text of any length in pieces the parser of Markdown takes: cut where a paragraph ends, or in the middle of a code
 * block that is then closed and opened again.
 */
export function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let lines: string[] = [];
  let size = 0;
  let open: Fence | null = null;
  const cut = () => {
    pieces.push([...lines, ...(open ? [open.mark] : [])].join('\n'));
    lines = open ? [open.opening] : [];
    size = 0;
  };
  for (const line of shortLines(text)) {
    if (size > 0 && size + line.length > (open ? mostCode : most)) cut();
    open = fenceAfter(line, open);
    lines.push(line);
    size += line.length + 1;
    if (size >= wanted && !open && line.trim() === '') cut();
  }
  if (size > 0) pieces.push(lines.join('\n'));
  return pieces;
}
