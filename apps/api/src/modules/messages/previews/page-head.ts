import { setImmediate as breathe } from 'node:timers/promises';
import { Parser } from 'htmlparser2';
import type { Card } from './card';

/** What is read between two breaths of the process. */
const pieceChars = 16 * 1024;
/** A head is flat: what is nested deeper is no head, and open elements cost the parser more the more there are. */
const deepest = 50;
/** Of a title or a description: more than is shown. */
const longest = 4_000;

const fields: Readonly<Record<string, keyof Card>> = {
  'og:title': 'title',
  'og:description': 'description',
  'og:site_name': 'siteName',
  'twitter:title': 'title',
  'twitter:description': 'description',
  description: 'description',
  'application-name': 'siteName',
};
/** The first of a kind that says something wins. */
const order = Object.keys(fields);

/** What a page says of itself in its head, whatever it is made of: no tree is built, and the body is not looked at. */
export async function readHead(html: string): Promise<Partial<Card>> {
  const head = new Head();
  const parser = new Parser(head);
  for (let at = 0; at < html.length && !head.isOver; at += pieceChars) {
    parser.write(html.slice(at, at + pieceChars));
    await breathe();
  }
  return head.said();
}

class Head {
  isOver = false;
  private depth = 0;
  private isTitle = false;
  private title: string | null = null;
  private readonly metas = new Map<string, string>();

  onopentag(name: string, attributes: Record<string, string>): void {
    this.depth += 1;
    if (name === 'body' || this.depth > deepest) this.isOver = true;
    if (this.isOver) return;
    if (name === 'title' && this.title === null) {
      this.isTitle = true;
      this.title = '';
    }
    if (name === 'meta') this.note(attributes);
  }

  private note({ property, name, content = '' }: Record<string, string>): void {
    const key = (property ?? name ?? '').trim().toLowerCase();
    if (order.includes(key) && !this.metas.has(key) && content.trim() !== '') {
      this.metas.set(key, content.slice(0, longest));
    }
  }

  ontext(text: string): void {
    if (this.isTitle && this.title !== null && this.title.length < longest) this.title += text.slice(0, longest);
  }

  onclosetag(name: string): void {
    this.depth -= 1;
    if (name === 'title') this.isTitle = false;
    if (name === 'head') this.isOver = true;
  }

  said(): Partial<Card> {
    const of = (field: keyof Card) => order.find((key) => fields[key] === field && this.metas.has(key));
    const read = (field: keyof Card) => this.metas.get(of(field) ?? '') ?? null;
    return {
      title: read('title') ?? this.title ?? '',
      description: read('description'),
      siteName: read('siteName'),
    };
  }
}
