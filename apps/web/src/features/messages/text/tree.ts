/** What a message is drawn from: nothing that is not in this list comes onto a page. */
export type Inline =
  | { kind: 'text' | 'code'; text: string }
  | { kind: 'break' }
  | { kind: 'strong' | 'emphasis' | 'struck'; children: Inline[] }
  | { kind: 'link'; href: string; children: Inline[] };

export type Block =
  | { kind: 'paragraph' | 'heading'; children: Inline[] }
  | { kind: 'code'; text: string; language: string }
  | { kind: 'quote'; children: Block[] }
  | { kind: 'list'; start: number | null; items: Block[][] }
  | { kind: 'table'; rows: Inline[][][] }
  | { kind: 'rule' };

export function wordsOf(inline: Inline): string {
  if ('children' in inline) return inline.children.map(wordsOf).join('');
  return inline.kind === 'break' ? ' ' : inline.text;
}
