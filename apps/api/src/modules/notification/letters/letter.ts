import type { Letter } from '../mail';

/** What a letter says, once. Both of its twins are made of it. */
export interface Words {
  kind: string;
  server: string;
  subject: string;
  /** Paragraphs before the code or the button. */
  before: string[];
  code?: string;
  action?: { label: string; url: string };
  after: string[];
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? '');

/** Of what people chose: one line, and not a page of it. */
export const short = (text: string, most = 80): string => {
  const line = text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
  return line.length > most ? `${line.slice(0, most - 1).trim()}…` : line;
};

export function write(words: Words): Letter {
  const { kind, server, subject, before, code, action, after } = words;
  const shown = [code, action && `${action.label}:\n${action.url}`].filter((part) => part !== undefined);
  const text = [...before, ...shown, ...after, `-- \n${server}`].join('\n\n');
  return { kind, subject, text: `${text}\n`, html: page(words) };
}

// Mail programs know neither variables nor oklch(): these are the tokens of the web client as they come out.
const style = `
body { margin: 0; padding: 32px 16px; background: #fbfaf7; color: #19232a;
  font: 15px/22px Inter, system-ui, -apple-system, 'Segoe UI', sans-serif; }
main { max-width: 480px; margin: 0 auto; padding: 28px; background: #ffffff; border: 1px solid #e4e3de; border-radius: 13px; }
h1 { margin: 0 0 16px; font-size: 18px; line-height: 26px; font-weight: 600; }
p { margin: 0 0 14px; }
p:last-child { margin-bottom: 0; }
.code { margin: 20px 0; padding: 16px; background: #f5f3ef; border-radius: 10px; text-align: center;
  font: 600 30px/36px ui-monospace, Menlo, Consolas, monospace; letter-spacing: 6px; }
.button { display: inline-block; padding: 11px 20px; background: #00768b; border-radius: 10px; color: #ffffff;
  font-weight: 600; text-decoration: none; }
.small, footer { color: #515d64; font-size: 13px; line-height: 19px; overflow-wrap: anywhere; }
.small a { color: #00768b; }
footer { max-width: 480px; margin: 16px auto 0; padding: 0 28px; }
@media (prefers-color-scheme: dark) {
  body { background: #141b1f; color: #ecebe7; }
  main { background: #1f262b; border-color: #262e32; }
  .code { background: #141b1f; }
  .button { background: #50bdc9; color: #0d181e; }
  .small, footer { color: #a7b0b4; }
  .small a { color: #50bdc9; }
}`;

function page({ server, subject, before, code, action, after }: Words): string {
  const paragraphs = (texts: string[], name = '') =>
    texts.map((text) => `<p${name}>${escapeHtml(text)}</p>`).join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(subject)}</title>
<style>${style}
</style>
</head>
<body>
<main>
<h1>${escapeHtml(subject)}</h1>
${paragraphs(before)}
${code === undefined ? '' : `<p class="code">${escapeHtml(code)}</p>`}
${action ? button(action) : ''}
${paragraphs(after, ' class="small"')}
</main>
<footer>${escapeHtml(server)}</footer>
</body>
</html>
`;
}

function button({ label, url }: { label: string; url: string }): string {
  const href = escapeHtml(url);
  return `<p><a class="button" href="${href}">${escapeHtml(label)}</a></p>
<p class="small">If the button does not work, open this address:<br><a href="${href}">${href}</a></p>`;
}
